import type { HttpContext } from '@adonisjs/core/http'
import type { NextFn } from '@adonisjs/core/types/http'
import i18nManager from '@adonisjs/i18n/services/main'
import { RequestValidator } from '@adonisjs/core/http'
import { localFormatters } from '#app/ui/main'
import env from '#start/env'
import { formMessages } from './form_messages.js'
import { chosenLanguage, LANGUAGE_COOKIE, languageOf, languages } from './languages.js'
import { speak } from './speak.js'

const COOKIE_ATTRIBUTES = `Path=/; Max-Age=${365 * 24 * 60 * 60}; SameSite=Lax${
  env.get('HTTPS_ONLY', false) ? '; Secure' : ''
}`

/** `/aobano/staff/…`, or `/staff/…` under a host name of its own; the operator's pages as well. */
const STAFF_PAGE = /^((\/[^/]+)?\/staff|\/operator)(\/|$)/

/**
 * Gives the request its language; Japanese is the base, others are folders
 * beside it (R130). Staff pages are Japanese whatever the person reads as a
 * resident.
 */
export default class LocaleMiddleware {
  static {
    RequestValidator.messagesProvider = ({ i18n, moduleId }) => formMessages(i18n, moduleId)
  }

  handle(ctx: HttpContext, next: NextFn) {
    const forStaff = STAFF_PAGE.test(ctx.request.parsedUrl.pathname ?? '')
    const locale = forStaff ? i18nManager.defaultLocale : languageOf(ctx.request.request)
    speak(ctx, i18nManager.locale(locale))
    ctx.view?.share({
      csrfField: () => '',
      lang: languages().get(locale)?.htmlLang,
      ...(!forStaff && { fmt: localFormatters(ctx.i18n), ...this.#choice(ctx, locale) }),
    })
    if (!forStaff) this.#remember(ctx)
    return next()
  }

  /**
   * Set on Node's own response, because a kept page is sent past the
   * framework's; so is Vary, for whoever keeps pages on the way.
   */
  #remember({ request, response }: HttpContext) {
    const chosen = chosenLanguage(request.request)
    const res = response.response
    res.setHeader('Vary', 'Cookie')
    if (chosen) res.setHeader('Set-Cookie', `${LANGUAGE_COOKIE}=${chosen}; ${COOKIE_ATTRIBUTES}`)
  }

  /**
   * The links of the header. They are queries, so that they lead to the same
   * page under whatever address it was reached; the answer to a form has no
   * address to come back to, and its page names one or leads home.
   */
  #choice({ request }: HttpContext, current: string) {
    const isPage = request.method() === 'GET'
    const linkTo = (locale: string) => {
      const query = new URLSearchParams(isPage ? (request.parsedUrl.query ?? '') : '')
      query.set('lang', locale)
      return `?${query}`
    }
    return {
      languagesFrom: isPage ? '' : undefined,
      languages: [...languages().values()].map((language) => ({
        ...language,
        query: linkTo(language.locale),
        current: language.locale === current,
      })),
    }
  }
}
