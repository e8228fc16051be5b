import type { HttpContext } from '@adonisjs/core/http'
import type { NextFn } from '@adonisjs/core/types/http'

/**
 * What was typed into a form that is refused stays out of the session: the
 * framework would keep it in a row of the database until the next page. Our
 * forms show what was typed in the answer itself.
 */
export default class ForgetfulSessionMiddleware {
  handle({ session }: HttpContext, next: NextFn) {
    session.flashExcept = () => {}
    session.flashAll = () => {}
    return next()
  }
}
