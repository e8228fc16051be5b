import type { HttpContext } from '@adonisjs/core/http'
import type { NextFn } from '@adonisjs/core/types/http'
import { municipalities, RequestTenant } from '#app/tenancy/main'
import { wordedI18n } from '#app/wording/main'
import { E_PAGE_NOT_FOUND } from './errors.js'
import { speak } from './speak.js'

/** Finds the municipality named in the address and speaks as it does; an unknown or suspended one is a page that does not exist. */
export default class TenantMiddleware {
  async handle(ctx: HttpContext, next: NextFn) {
    const municipality = await municipalities.bySlug(ctx.params.municipality)
    if (!municipality || municipality.suspended) throw new E_PAGE_NOT_FOUND()
    ctx.tenant = new RequestTenant(ctx, municipality)
    const { locale } = ctx.i18n
    if (municipality.wordings[locale]) speak(ctx, wordedI18n(municipality, locale))
    ctx.view?.share({ municipality, accessibilityUrl: `/${municipality.slug}/accessibility` })
    return next()
  }
}
