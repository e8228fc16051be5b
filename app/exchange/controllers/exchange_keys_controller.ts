import type { HttpContext } from '@adonisjs/core/http'
import { makeKeys } from '../actions/make_keys.js'
import { trustPartner } from '../actions/trust_partner.js'
import { ownKey, partner } from '../queries/exchange_keys.js'
import { formatFingerprint } from '../signing_keys.js'
import { partnerValidator } from '../validators/keys_validator.js'

type Errors = { field: string; message: string }[]

/** 鍵と相手: by what our files are signed, and whose files are believed. */
export default class ExchangeKeysController {
  async render(ctx: HttpContext) {
    return this.#page(ctx)
  }

  async make(ctx: HttpContext) {
    const { i18n, request, response, session, tenant } = ctx
    const instead = request.input('instead') as string | null
    if (instead && request.input('confirmed') !== 'yes') {
      return this.#refuse(ctx, [
        { field: 'confirmed', message: i18n.t('exchange.staff.renew_unconfirmed') },
      ])
    }
    const made = await tenant.run(() => makeKeys({ instead: instead ? String(instead) : null }))
    if (made) session.flash('success', i18n.t('exchange.staff.key_made'))
    else session.flash('error', i18n.t('exchange.staff.key_moved_on'))
    return response
      .redirect()
      .status(303)
      .toPath(`${baseOf(tenant)}/keys`)
  }

  async trust(ctx: HttpContext) {
    const { i18n, request, response, session, tenant } = ctx
    const [invalid, input] = await request.tryValidateUsing(partnerValidator)
    if (invalid) return this.#refuse(ctx, invalid.messages)
    const wrong = await tenant.run(() =>
      trustPartner({ publicKey: input.partner_key, fingerprint: input.partner_fingerprint })
    )
    if (wrong) {
      const field = wrong === 'other_fingerprint' ? 'partner_fingerprint' : 'partner_key'
      return this.#refuse(ctx, [
        { field, message: i18n.t(`exchange.staff.trust_refused.${wrong}`) },
      ])
    }
    session.flash('success', i18n.t('exchange.staff.trusted'))
    return response
      .redirect()
      .status(303)
      .toPath(`${baseOf(tenant)}/keys`)
  }

  #refuse(ctx: HttpContext, errors: Errors) {
    ctx.response.status(422)
    return this.#page(ctx, errors)
  }

  async #page({ request, tenant, view }: HttpContext, errors: Errors = []) {
    const keys = await tenant.run(async () => ({ own: await ownKey(), partner: await partner() }))
    return view.render('pages/staff/exchange/keys', {
      ...{ ...keys, errors, formatFingerprint },
      values: request.all(),
      base: baseOf(tenant),
    })
  }
}

const baseOf = (tenant: HttpContext['tenant']) => `/${tenant.municipality.slug}/staff/exchange`
