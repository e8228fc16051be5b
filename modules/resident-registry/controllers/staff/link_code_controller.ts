import type { HttpContext } from '@adonisjs/core/http'
import { formatReadableCode } from '#app/exchange/main'
import {
  assignLinkCode,
  assignMissingLinkCodes,
  reassignLinkCode,
  withdrawLinkCode,
} from '../../actions/assign_link_codes.js'
import { E_NO_LINK_CODE_NOW } from '../../errors.js'
import { countWithoutCode } from '../../queries/count_without_code.js'
import { findResident, liveCodeOf } from '../../queries/find_resident.js'
import { reasonValidator } from '../../validators/resident_validators.js'

/** リンク番号: issuing one, or one to everybody who has none; another in its place; stopping it. */
export default class LinkCodeController {
  async issue(ctx: HttpContext) {
    return this.#change(ctx, (id) => assignLinkCode(id), 'issued')
  }

  async askForAll({ tenant, view }: HttpContext) {
    return view.render('resident-registry::pages/staff/link_codes', {
      ...(await tenant.run(() => countWithoutCode())),
      base: `/${tenant.municipality.slug}/staff/residents`,
    })
  }

  async issueAll({ i18n, response, session, tenant }: HttpContext) {
    const count = await tenant.run(() => assignMissingLinkCodes())
    session.flash('success', i18n.t('resident-registry.staff.codes.issued_all', { count }))
    return response
      .redirect()
      .status(303)
      .toPath(`/${tenant.municipality.slug}/staff/residents/link-codes`)
  }

  async askToReplace(ctx: HttpContext) {
    return this.#page(ctx, {})
  }

  async replace(ctx: HttpContext) {
    const { params, request, response, tenant } = ctx
    await tenant.run(() => findResident(params.resident))
    const [invalid, input] = await request.tryValidateUsing(reasonValidator)
    if (invalid) {
      response.status(422)
      return this.#page(ctx, request.all(), invalid.messages)
    }
    return request.input('without') === 'yes'
      ? this.#change(ctx, (id) => withdrawLinkCode(id, input.reason), 'stopped')
      : this.#change(ctx, (id) => reassignLinkCode(id, input.reason), 'replaced')
  }

  async #page(
    { params, tenant, view }: HttpContext,
    values: Record<string, unknown>,
    errors: unknown = []
  ) {
    const resident = await tenant.run(() => findResident(params.resident))
    const code = liveCodeOf(resident)
    return view.render('resident-registry::pages/staff/replace_code', {
      ...{ values, errors, code: code && formatReadableCode(code) },
      resident: { id: resident.id, number: resident.number, state: resident.state },
      base: `/${tenant.municipality.slug}/staff/residents`,
    })
  }

  async #change(
    { i18n, params, response, session, tenant }: HttpContext,
    action: (id: string) => Promise<unknown>,
    done: string
  ) {
    try {
      await tenant.run(() => action(params.resident))
      session.flash('success', i18n.t(`resident-registry.staff.codes.${done}`))
    } catch (error) {
      if (!(error instanceof E_NO_LINK_CODE_NOW)) throw error
      session.flash('error', i18n.t('resident-registry.staff.codes.not_now'))
    }
    return response
      .redirect()
      .status(303)
      .toPath(`/${tenant.municipality.slug}/staff/residents/${params.resident}`)
  }
}
