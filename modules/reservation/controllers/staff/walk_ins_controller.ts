import type { HttpContext } from '@adonisjs/core/http'
import { recordWalkIn } from '../../actions/record_walk_in.js'
import { makeBookingToken } from '../../booking_token.js'
import { E_TYPE_UNAVAILABLE } from '../../errors.js'
import { offerAt } from '../../procedure_type.js'
import { chosenTypeId, procedureTypes } from '../../queries/procedure_types.js'
import { staffCounters } from '../../queries/staff_counters.js'
import { findCounterForStaff, findWalkInForStaff } from '../../staff_reach.js'
import { walkInValidator } from '../../validators/walk_in_validator.js'
import { walkInFields } from '../../walk_in_fields.js'

interface Form {
  token: string
  values?: Record<string, unknown>
  errors?: { field: string; message: string }[]
}

/** 予約なし来庁 (R15): somebody who came without a booking gets a number, and the next one follows with Enter. */
export default class WalkInsController {
  /** Which counter, where somebody works at several. */
  async index({ response, staff, tenant, view }: HttpContext) {
    const counters = await tenant.run(() => staffCounters(staff!.counterIds))
    const base = `/${tenant.municipality.slug}/staff/walk-ins`
    if (counters.length === 1) return response.redirect().toPath(`${base}/${counters[0].id}`)
    return view.render('reservation::pages/staff/walk_ins', { counters, base })
  }

  render(ctx: HttpContext) {
    return this.#page(ctx, { token: makeBookingToken() })
  }

  async execute(ctx: HttpContext) {
    const { i18n, params, request, response, staff, tenant } = ctx
    const { token, type } = await request.validateUsing(walkInValidator)
    const fields = await walkInFields(tenant.municipality)
    const { errors = [], values } = await fields.read('staff', request.all(), i18n)
    const types = await this.#typesAt(ctx)
    if (types.length > 0 && !type) {
      errors.unshift({ field: 'type', message: i18n.t('reservation.staff.walk_in.type_missing') })
    }
    if (!values || errors.length > 0) {
      response.status(422)
      return this.#page(ctx, { token, values: request.all(), errors })
    }
    const id = await tenant.run(async () => {
      const procedureTypeId = await chosenTypeId(type ?? undefined, 'staff')
      if (type && !types.some(({ code }) => code === type)) throw new E_TYPE_UNAVAILABLE()
      const answers = fields.storable(values)
      const counterId = params.counter
      return recordWalkIn({ counterId, procedureTypeId, token, answers, staffId: staff!.id })
    })
    return response
      .redirect()
      .status(303)
      .toPath(`/${tenant.municipality.slug}/staff/walk-ins/${params.counter}/${id}`)
  }

  /** The number, large: to say aloud or to hand over as a slip. */
  async show({ params, staff, tenant, view }: HttpContext) {
    const reservation = await tenant.run(() => findWalkInForStaff(params, staff!))
    return view.render('reservation::pages/staff/walk_in_number', {
      reservation,
      base: `/${tenant.municipality.slug}/staff`,
    })
  }

  /** @throws E_PAGE_NOT_FOUND for a counter that is not this person's (R44) */
  async #typesAt({ params, staff, tenant }: HttpContext) {
    return tenant.run(async () => {
      const counter = await findCounterForStaff(params.counter, staff!)
      const types = await procedureTypes('staff')
      return types.filter((type) => offerAt(type, counter.id).offered)
    })
  }

  async #page(ctx: HttpContext, { token, values = {}, errors = [] }: Form) {
    const { i18n, params, staff, tenant, view } = ctx
    const fields = await walkInFields(tenant.municipality)
    return view.render('reservation::pages/staff/walk_in', {
      ...{ token, values, errors },
      counter: await tenant.run(() => findCounterForStaff(params.counter, staff!)),
      types: await this.#typesAt(ctx),
      inputs: fields.inputs('staff', i18n, values),
      base: `/${tenant.municipality.slug}/staff`,
    })
  }
}
