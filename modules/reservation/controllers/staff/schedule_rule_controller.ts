import type { HttpContext } from '@adonisjs/core/http'
import { E_PAGE_NOT_FOUND } from '#app/http/main'
import { changeExcludedTime, changeOpeningHours } from '../../actions/change_schedule_rule.js'
import { E_HOURS_OVERLAP } from '../../errors.js'
import { scheduleRules } from '../../queries/schedule_rules.js'
import { scheduleOwner, type ScheduleOwner } from '../../schedule_owner.js'
import { exclusionValidator, hoursOf, hoursValidator } from '../../validators/schedule_validator.js'

type Errors = { field?: string; message: string }[]

/** One opening time or one excluded time, changed in place (R39, R41). */
export default class ScheduleRuleController {
  async hours(ctx: HttpContext) {
    const owner = await scheduleOwner(ctx)
    const { hours } = await ctx.tenant.run(() => scheduleRules(owner.counterId))
    const row = hours.find(({ id }) => id === ctx.params.hours)
    if (!row) throw new E_PAGE_NOT_FOUND()
    const { weekday, perDesk, validFrom, validUntil, ...same } = row
    return this.#page(ctx, owner, 'hours', {
      ...{ ...same, weekdays: weekday, per_desk: perDesk },
      ...{ valid_from: validFrom, valid_until: validUntil },
    })
  }

  async changeHours(ctx: HttpContext) {
    const owner = await scheduleOwner(ctx)
    const [invalid, input] = await ctx.request.tryValidateUsing(hoursValidator)
    if (invalid) return this.#refuse(ctx, owner, 'hours', invalid.messages)
    try {
      await ctx.tenant.run(() =>
        changeOpeningHours(owner.counterId, ctx.params.hours, hoursOf(input))
      )
    } catch (error) {
      if (!(error instanceof E_HOURS_OVERLAP)) throw error
      return this.#refuse(ctx, owner, 'hours', [
        { field: 'opens', message: ctx.i18n.t('reservation.staff.schedule.overlap') },
      ])
    }
    return this.#saved(ctx)
  }

  async exclusion(ctx: HttpContext) {
    const owner = await scheduleOwner(ctx)
    const { exclusions } = await ctx.tenant.run(() => scheduleRules(owner.counterId))
    const row = exclusions.find(({ id }) => id === ctx.params.exclusion)
    if (!row) throw new E_PAGE_NOT_FOUND()
    const { weekday, validFrom, validUntil, ...same } = row
    return this.#page(ctx, owner, 'exclusions', {
      ...{ ...same, excluded_weekdays: weekday ?? '' },
      ...{ excluded_from: validFrom, excluded_until: validUntil },
    })
  }

  async changeExclusion(ctx: HttpContext) {
    const owner = await scheduleOwner(ctx)
    const [invalid, input] = await ctx.request.tryValidateUsing(exclusionValidator)
    if (invalid) return this.#refuse(ctx, owner, 'exclusions', invalid.messages)
    const { excluded_weekdays: weekdays = [], starts, ends } = input
    const { excluded_from: validFrom, excluded_until: validUntil } = input
    await ctx.tenant.run(() =>
      changeExcludedTime(owner.counterId, ctx.params.exclusion, {
        ...{ weekdays, starts, ends, validFrom, validUntil },
      })
    )
    return this.#saved(ctx)
  }

  #saved({ i18n, params, response, session, tenant }: HttpContext) {
    session.flash('success', i18n.t('reservation.staff.schedule.saved'))
    return response
      .redirect()
      .status(303)
      .toPath(`/${tenant.municipality.slug}/staff/schedule/${params.schedule}`)
  }

  async #refuse(
    ctx: HttpContext,
    owner: ScheduleOwner,
    kind: 'hours' | 'exclusions',
    errors: Errors
  ) {
    ctx.response.status(422)
    return this.#page(ctx, owner, kind, ctx.request.all(), errors)
  }

  #page(
    { params, tenant, view }: HttpContext,
    owner: ScheduleOwner,
    kind: 'hours' | 'exclusions',
    values: Record<string, unknown>,
    errors: Errors = []
  ) {
    const base = `/${tenant.municipality.slug}/staff/schedule`
    return view.render('reservation::pages/staff/schedule_rule', {
      ...{ owner, kind, errors, base },
      values: { ...values, weekdays: first(values.weekdays) },
      weekday: kind === 'hours' ? first(values.weekdays) : first(values.excluded_weekdays),
      here: `${base}/${params.schedule}`,
      action: `${base}/${params.schedule}/${kind}/${params.hours ?? params.exclusion}`,
    })
  }
}

/** The weekday of a row, however the form sent it. */
const first = (value: unknown) => (Array.isArray(value) ? value[0] : value)
