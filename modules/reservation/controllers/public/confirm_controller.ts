import type { HttpContext } from '@adonisjs/core/http'
import type { FieldValues } from '@madoguchi/module-kit'
import { formatReadableCode } from '#app/exchange/main'
import { throttleGuesses } from '#app/http/main'
import { confirmReservation } from '../../actions/confirm_reservation.js'
import { keepDraft } from '../../actions/keep_draft.js'
import { mailApplicantCheck } from '../../actions/mail_applicant_check.js'
import { proves } from '../../applicant_proof.js'
import { askedFields } from '../../asked_fields.js'
import { identify, welcome, type Welcome } from '../../booker.js'
import { E_HOLD_UNKNOWN } from '../../errors.js'
import { linkCodeUse, readLinkCode } from '../../link_code.js'
import { findHold, isConfirmed } from '../../queries/find_hold.js'
import { checksApplicants, reservationSettings } from '../../settings.js'

/** RS3: everything once more before it counts; then the reservation itself. */
export default class ConfirmController {
  /** Takes the form and leads on to the confirmation, an address of its own that the browser's back button can return to. */
  async check(ctx: HttpContext) {
    const { tenant } = ctx
    const { visitor, errors, values, next } = await tenant.run(() => this.#take(ctx))
    if (errors) return this.#form(ctx, visitor, errors)
    if (next) return ctx.response.redirect().status(303).toPath(next)
    const identified = await identify(ctx, visitor)
    if (!identified) return this.#form(ctx, visitor, [])
    const onward = await tenant.run(() => this.#keep(ctx, values!, identified.booker))
    return ctx.response
      .redirect()
      .status(303)
      .toPath(identified.detour ?? onward)
  }

  /** 申込者チェック: the link to go on with is in the mail. */
  async mailed({ params, response, tenant, view }: HttpContext) {
    const base = `/${tenant.municipality.slug}/holds/${params.token}`
    const hold = await tenant.run(() => findHold(params.token))
    if (!hold) throw new E_HOLD_UNKNOWN()
    if (!hold.draft?.unproven) return response.redirect().toPath(base)
    response.header('Cache-Control', 'private, no-cache')
    return view.render('reservation::pages/public/mailed', {
      ...{ hold, base },
      email: hold.draft.values.email,
    })
  }

  async render({ i18n, params, request, response, tenant, view }: HttpContext) {
    const base = `/${tenant.municipality.slug}/holds/${params.token}`
    const hold = await tenant.run(() => findHold(params.token))
    if (!hold) throw new E_HOLD_UNKNOWN()
    if (isConfirmed(hold)) return response.redirect().toPath(`${base}/complete`)
    if (!hold.draft) return response.redirect().toPath(base)
    const { booker, linkCode, unproven, values } = hold.draft
    const { proof } = request.qs()
    if (unproven && !proves(proof, params.token, values.email)) {
      return response.redirect().toPath(`${base}/mailed`)
    }
    const fields = await askedFields(tenant.municipality, { known: booker !== undefined })
    response.header('Cache-Control', 'private, no-cache')
    return view.render('reservation::pages/public/confirm', {
      ...{ hold, base, proof: unproven ? proof : undefined },
      linkCode: linkCode && formatReadableCode(linkCode),
      rows: fields.rows('public', values, i18n),
    })
  }

  async execute({ params, request, response, tenant }: HttpContext) {
    const { municipality } = tenant
    const { token } = params
    const made = await tenant.run(() =>
      confirmReservation(token, { proof: request.input('proof') })
    )
    return response
      .redirect()
      .status(303)
      .toPath(`/${municipality.slug}/holds/${token}/complete${made?.mailed ? '?mailed=1' : ''}`)
  }

  /** One transaction for whoever need not sign in; a refused sign-in is noted in one of its own. */
  async #take(ctx: HttpContext) {
    const { i18n, request, tenant } = ctx
    const visitor = await welcome(ctx)
    const fields = await askedFields(tenant.municipality, { known: visitor.as !== 'stranger' })
    const { errors, values } = await fields.read('public', request.all(), i18n)
    const { code, error } = await (visitor.as === 'stranger' ? this.#linkCode(ctx) : {})
    const wrong = [...(error ? [error] : []), ...(errors ?? [])]
    if (wrong.length > 0) return { visitor, errors: wrong, values }
    if (visitor.as === 'to be known') return { visitor, values }
    return { visitor, next: await this.#keep(ctx, values!, visitor.booker, code) }
  }

  /** What somebody unknown comes for; whoever tries codes is slowed down like whoever tries keys. */
  async #linkCode(
    ctx: HttpContext
  ): Promise<{ code?: string; error?: { field: string; message: string } }> {
    const { i18n, params, request, tenant } = ctx
    const hold = await findHold(params.token)
    if (!hold) throw new E_HOLD_UNKNOWN()
    const use = linkCodeUse(tenant.municipality, hold)
    if (use === 'unused') return {}
    const field = 'link_code'
    const say = (what: string) => ({ error: { field, message: i18n.t(`reservation.link_code.${what}`) } })
    const typed = String(request.input(field) ?? '').slice(0, 100)
    if (!typed.trim()) return use === 'required' ? say('missing') : {}
    const { accepted, refused } = await throttleGuesses(ctx, 'link-code', typed)
    const { code, wrong } = await readLinkCode(typed)
    await (wrong ? refused() : accepted())
    return wrong ? say(wrong) : { code }
  }

  /** Keeps what was filled in. @returns where it goes on */
  async #keep(
    { i18n, params, tenant }: HttpContext,
    values: FieldValues,
    booker: Welcome['booker'],
    linkCode?: string
  ) {
    const { municipality } = tenant
    const { applicant_check_minutes: minutes } = reservationSettings.read(municipality)
    const unproven = checksApplicants(municipality) && !booker
    await keepDraft(params.token, {
      ...{ values, linkCode, unproven },
      ...{ booker: booker?.id, locale: i18n.locale },
    })
    if (unproven) {
      const email = String(values.email)
      await mailApplicantCheck({ token: params.token, email, minutes, municipality, i18n })
    }
    return `/${municipality.slug}/holds/${params.token}/${unproven ? 'mailed' : 'confirm'}`
  }

  async #form(
    { i18n, params, request, response, tenant, view }: HttpContext,
    visitor: Welcome,
    errors: { field: string; message: string }[]
  ) {
    const hold = await tenant.run(() => findHold(params.token))
    if (!hold) throw new E_HOLD_UNKNOWN()
    const fields = await askedFields(tenant.municipality, { known: visitor.as !== 'stranger' })
    response.status(422).header('Cache-Control', 'private, no-cache')
    return view.render('reservation::pages/public/items', {
      hold,
      base: `/${tenant.municipality.slug}/holds/${params.token}`,
      welcome: visitor,
      /** Nothing wrong with the rest: what was said of oneself opens nothing. */
      refused: errors.length === 0,
      inputs: fields.inputs('public', i18n, request.all()),
      personal: fields.asksForPersonalData(),
      linkCodeUse: linkCodeUse(tenant.municipality, hold),
      values: request.all(),
      errors,
    })
  }
}
