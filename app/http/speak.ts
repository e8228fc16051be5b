import { I18n } from '@adonisjs/i18n'
import type { HttpContext } from '@adonisjs/core/http'

declare module '@adonisjs/core/http' {
  interface HttpContext {
    i18n: I18n
  }
}

/** Answers the request in these words: its controller, its messages and its views. */
export function speak(ctx: HttpContext, i18n: I18n) {
  ctx.i18n = i18n
  ctx.containerResolver.bindValue(I18n, i18n)
  ctx.view?.share({ i18n, t: i18n.t.bind(i18n) })
}
