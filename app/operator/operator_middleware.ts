import type { HttpContext } from '@adonisjs/core/http'
import type { NextFn } from '@adonisjs/core/types/http'
import type Operator from './models/operator.js'

const LAST_SEEN = 'operator_last_seen'
const IDLE_MINUTES = 15

declare module '@adonisjs/core/http' {
  interface HttpContext {
    /** Set on the operator's pages, and nowhere within a municipality. */
    operator?: Operator
  }
}

/** Begins a session of an operator. */
export async function openOperatorSession({ auth, session }: HttpContext, operator: Operator) {
  await auth.use('operator').login(operator)
  await session.tag(operator.id)
  session.put(LAST_SEEN, Date.now())
}

/** Lets a signed-in operator through who has an authenticator; leads the others to where they get that far. */
export default class OperatorMiddleware {
  async handle(ctx: HttpContext, next: NextFn) {
    const { auth, request, response, session, view } = ctx
    const guard = auth.use('operator')
    const known = await guard.check()
    if (!known || Date.now() - session.get(LAST_SEEN, 0) > IDLE_MINUTES * 60_000) {
      if (known) await guard.logout()
      return response.redirect().toPath('/operator/sign-in')
    }
    session.put(LAST_SEEN, Date.now())
    ctx.operator = guard.getUserOrFail()
    if (
      !ctx.operator.sealedSecret &&
      !['/operator/set-up', '/operator/sign-out'].includes(request.url())
    ) {
      return response.redirect().toPath('/operator/set-up')
    }
    response.header('Cache-Control', 'no-store')
    const current = (path: string) => request.url() === path
    view.share({
      staff: { name: ctx.operator.name, role_label: ctx.i18n.t('operator.title') },
      staffHomeUrl: '/operator',
      signOutUrl: '/operator/sign-out',
      menu: ctx.operator.sealedSecret && [
        {
          label: ctx.i18n.t('operator.municipalities.title'),
          url: '/operator',
          current: !current('/operator/log'),
        },
        {
          label: ctx.i18n.t('operator.log.title'),
          url: '/operator/log',
          current: current('/operator/log'),
        },
      ],
    })
    return next()
  }
}
