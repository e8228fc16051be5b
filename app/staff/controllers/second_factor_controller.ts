import type { HttpContext } from '@adonisjs/core/http'
import QRCode from 'qrcode'
import { formatReadableCode } from '#app/exchange/main'
import { enrolSecondFactor } from '../actions/enrol_second_factor.js'
import { removeOwnSecondFactor } from '../actions/remove_second_factor.js'
import { E_SECOND_FACTOR_REFUSED } from '../errors.js'
import { secondFactorOf } from '../queries/second_factor.js'
import { offerSecret, openOffer } from '../sealed_secret.js'
import { keepForOnce, takeOnce } from '../shown_once.js'
import { toBase32, totpAddress } from '../totp.js'
import { codeValidator, enrolmentValidator } from '../validators/second_factor_validator.js'
import { throttleSignIn } from '../throttles.js'

/** 二要素認証 of the person signed in: setting it up, its recovery codes, taking it out of use. */
export default class SecondFactorController {
  async render(ctx: HttpContext) {
    return this.#page(ctx)
  }

  async enrol(ctx: HttpContext) {
    const { i18n, request, response, session, staff, tenant } = ctx
    const [invalid, input] = await request.tryValidateUsing(enrolmentValidator)
    if (invalid) return this.#refuse(ctx, invalid.messages)
    try {
      const codes = await tenant.run(() => enrolSecondFactor(staff!.id, input))
      keepForOnce(session, recoveryOf(staff!.id), codes.join(' '))
    } catch (error) {
      if (!(error instanceof E_SECOND_FACTOR_REFUSED)) throw error
      return this.#refuse(ctx, { code: i18n.t(error.message) })
    }
    session.flash('success', i18n.t('staff.second_factor.enrolled'))
    return response
      .redirect()
      .status(303)
      .toPath(`${pathIn(tenant)}/recovery-codes`)
  }

  async codes({ session, staff, tenant, view }: HttpContext) {
    return view.render('pages/staff/second_factor/recovery_codes', {
      codes: takeOnce(session, recoveryOf(staff!.id))?.split(' ').map(formatReadableCode),
      base: pathIn(tenant),
    })
  }

  async remove(ctx: HttpContext) {
    const { i18n, request, response, session, staff, tenant } = ctx
    await throttleSignIn(ctx, `code of ${staff!.id}`)
    const [invalid, input] = await request.tryValidateUsing(codeValidator)
    if (invalid) return this.#refuse(ctx, invalid.messages)
    const removed = await tenant.run(() =>
      removeOwnSecondFactor(tenant.municipality, staff!.id, input.code)
    )
    if (!removed) return this.#refuse(ctx, { code: i18n.t('staff.second_factor.code_wrong') })
    session.flash('success', i18n.t('staff.second_factor.removed'))
    return response.redirect().status(303).toPath(pathIn(tenant))
  }

  #refuse(ctx: HttpContext, errors: unknown) {
    ctx.response.status(422)
    return this.#page(ctx, errors)
  }

  async #page(ctx: HttpContext, errors: unknown = {}) {
    const { staff, tenant, view } = ctx
    const factor = await tenant.run(() => secondFactorOf(staff!.id))
    const shared = { errors, base: pathIn(tenant), required: staff!.secondFactorRequired }
    if (factor) return view.render('pages/staff/second_factor/in_use', { ...shared, factor })
    return view.render('pages/staff/second_factor/enrol', { ...shared, ...(await offerFor(ctx)) })
  }
}

const pathIn = (tenant: HttpContext['tenant']) => `/${tenant.municipality.slug}/staff/second-factor`

const recoveryOf = (staffId: string) => `recovery codes of ${staffId}`

/** The secret to set up: after a wrong code the same one, which is in the authenticator already. */
async function offerFor({ request, staff, tenant }: HttpContext) {
  const sent = request.input('offer')
  const known = typeof sent === 'string' ? openOffer(staff!.id, sent) : null
  const { secret, offer } = known ? { secret: known, offer: sent } : offerSecret(staff!.id)
  const address = totpAddress(secret, tenant.municipality.name, staff!.loginId)
  return {
    offer,
    groups: toBase32(secret).match(/.{4}/g)!.join(' '),
    qrCode: await QRCode.toString(address, { type: 'svg', width: 200 }),
  }
}
