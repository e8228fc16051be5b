import type { HttpContext } from '@adonisjs/core/http'
import { addExcludedTime } from '../../actions/add_excluded_time.js'
import { addOpeningHours } from '../../actions/add_opening_hours.js'
import { closeEverywhere } from '../../actions/close_everywhere.js'
import { removeScheduleRule } from '../../actions/remove_schedule_rule.js'
import { saveDays } from '../../actions/save_days.js'
import { E_HOURS_OVERLAP } from '../../errors.js'
import { scheduleRules } from '../../queries/schedule_rules.js'
import { schedules } from '../../queries/schedules.js'
import { STANDARD, scheduleOwner, type ScheduleOwner } from '../../schedule_owner.js'
import {
  closedDayValidator,
  exclusionValidator,
  hoursOf,
  hoursValidator,
  removalValidator,
} from '../../validators/schedule_validator.js'

type Errors = { field?: string; message: string }[]

/** ST8 窓口の受付時間: the hours of the week, what is left out of them, closed days (R39–R41, R123). */
export default class ScheduleController {
  async index({ staff, tenant, view }: HttpContext) {
    return view.render('reservation::pages/staff/schedules', {
      counters: await tenant.run(() => schedules(staff!.counterIds)),
      standard: staff!.counterIds === null ? STANDARD : null,
      base: baseOf(tenant),
      settingsUrl: `/${tenant.municipality.slug}/staff/settings/reservation`,
    })
  }

  async render(ctx: HttpContext) {
    return this.#page(ctx, await scheduleOwner(ctx), { unit: 30 })
  }

  async addHours(ctx: HttpContext) {
    const { i18n, request, tenant } = ctx
    const owner = await scheduleOwner(ctx)
    const [invalid, input] = await request.tryValidateUsing(hoursValidator)
    if (invalid) return this.#refuse(ctx, owner, invalid.messages)
    try {
      await tenant.run(() => addOpeningHours(owner.counterId, hoursOf(input)))
    } catch (error) {
      if (!(error instanceof E_HOURS_OVERLAP)) throw error
      return this.#refuse(ctx, owner, [
        { field: 'opens', message: i18n.t('reservation.staff.schedule.overlap') },
      ])
    }
    return this.#saved(ctx)
  }

  async addExclusion(ctx: HttpContext) {
    const owner = await scheduleOwner(ctx)
    const [invalid, input] = await ctx.request.tryValidateUsing(exclusionValidator)
    if (invalid) return this.#refuse(ctx, owner, invalid.messages)
    const { excluded_weekdays: weekdays = [], starts, ends } = input
    const { excluded_from: validFrom, excluded_until: validUntil } = input
    await ctx.tenant.run(() =>
      addExcludedTime([owner.counterId], { weekdays, starts, ends, validFrom, validUntil })
    )
    return this.#saved(ctx)
  }

  async closeDay(ctx: HttpContext) {
    const { counterId, ...owner } = await scheduleOwner(ctx)
    const [invalid, input] = await ctx.request.tryValidateUsing(closedDayValidator)
    const missing = !invalid &&
      input.closed_on === null && [
        { field: 'closed_on', message: ctx.i18n.t('reservation.staff.schedule.day_missing') },
      ]
    if (invalid || missing) {
      return this.#refuse(ctx, { counterId, ...owner }, missing || invalid!.messages)
    }
    const { closed_on: day, reason } = input
    await ctx.tenant.run(() =>
      counterId
        ? saveDays([counterId], [day!], { kind: 'closed', reason })
        : closeEverywhere(day!, reason)
    )
    return this.#saved(ctx)
  }

  async remove(ctx: HttpContext) {
    const { counterId } = await scheduleOwner(ctx)
    const { kind, id } = await ctx.request.validateUsing(removalValidator)
    await ctx.tenant.run(() => removeScheduleRule(counterId, kind, id))
    return this.#saved(ctx)
  }

  #saved({ i18n, params, response, session, tenant }: HttpContext) {
    session.flash('success', i18n.t('reservation.staff.schedule.saved'))
    return response
      .redirect()
      .status(303)
      .toPath(`${baseOf(tenant)}/${params.schedule}`)
  }

  #refuse(ctx: HttpContext, owner: ScheduleOwner, errors: Errors) {
    ctx.response.status(422)
    return this.#page(ctx, owner, ctx.request.all(), errors)
  }

  async #page(
    { params, tenant, view }: HttpContext,
    owner: ScheduleOwner,
    values: Record<string, unknown>,
    errors: Errors = []
  ) {
    return view.render('reservation::pages/staff/schedule', {
      ...(await tenant.run(() => scheduleRules(owner.counterId))),
      ...{ owner, values, errors },
      base: baseOf(tenant),
      here: `${baseOf(tenant)}/${params.schedule}`,
    })
  }
}

const baseOf = (tenant: HttpContext['tenant']) => `/${tenant.municipality.slug}/staff/schedule`
