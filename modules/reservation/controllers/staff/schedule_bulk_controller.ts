import type { HttpContext } from '@adonisjs/core/http'
import { DateTime } from 'luxon'
import type { Infer } from '@vinejs/vine/types'
import { E_PAGE_NOT_FOUND } from '#app/http/main'
import { today } from '#app/ui/main'
import { addExcludedTime } from '../../actions/add_excluded_time.js'
import { saveDays } from '../../actions/save_days.js'
import { dayPlanOf } from '../../day_plan.js'
import { countTouched } from '../../queries/count_touched.js'
import { staffCounters } from '../../queries/staff_counters.js'
import { bulkValidator, daysIn } from '../../validators/schedule_validator.js'

type Bulk = Infer<typeof bulkValidator>
type Errors = { field?: string; message: string }[]

/** The longest period that is set in one action. */
const MOST_DAYS = 366

/** 一括登録 (R42): the same for many days at many counters in one action, seen beforehand. */
export default class ScheduleBulkController {
  async render(ctx: HttpContext) {
    const first = DateTime.fromISO(today()).plus({ days: 1 })
    return this.#form(ctx, {
      ...{ which: 'weekdays', kind: 'hours', unit: 30, weekdays: [1] },
      from: first.toISODate(),
      until: first.plus({ months: 3 }).toISODate(),
    })
  }

  /** What it would touch; changes nothing. */
  async preview(ctx: HttpContext) {
    const { request, response, tenant, view } = ctx
    if (Object.keys(request.qs()).length === 0) {
      return response.redirect().toPath(`${baseOf(tenant)}/bulk`)
    }
    const checked = await this.#check(ctx)
    if ('errors' in checked) return this.#form(ctx, request.all(), checked.errors)
    const { input, counters, days } = checked
    return view.render('reservation::pages/staff/schedule_preview', {
      ...{ input, counters, days },
      touched: await tenant.run(() => countTouched(input.counters, days)),
      base: baseOf(tenant),
    })
  }

  async execute(ctx: HttpContext) {
    const { i18n, request, response, session, tenant } = ctx
    const checked = await this.#check(ctx)
    if ('errors' in checked) return this.#form(ctx, request.all(), checked.errors)
    const { input, days } = checked
    const { kind } = input
    await tenant.run(() =>
      kind === 'exclusion'
        ? this.#exclude(input, days)
        : saveDays(input.counters, days, dayPlanOf({ ...input, kind }))
    )
    session.flash('success', i18n.t('reservation.staff.schedule.saved'))
    return response
      .redirect()
      .status(303)
      .toPath(`${baseOf(tenant)}/publish?from=${days[0]}&until=${days.at(-1)}`)
  }

  /** One rule for the weekdays of a period, or one for each single day. */
  async #exclude({ counters, which, weekdays = [], ...input }: Bulk, days: string[]) {
    const time = { starts: input.starts!, ends: input.ends! }
    if (which !== 'dates') {
      const [validFrom, validUntil] = [input.from!, input.until!]
      return addExcludedTime(counters, { ...time, weekdays, validFrom, validUntil })
    }
    for (const day of days) {
      await addExcludedTime(counters, { ...time, weekdays: [], validFrom: day, validUntil: day })
    }
  }

  /** @throws E_PAGE_NOT_FOUND for a counter that is not this person's (R44) */
  async #check(
    ctx: HttpContext
  ): Promise<
    { errors: Errors } | { input: Bulk; counters: { id: string; name: string }[]; days: string[] }
  > {
    const { i18n, request, staff, tenant } = ctx
    const [invalid, input] = await request.tryValidateUsing(bulkValidator)
    if (invalid) return { errors: invalid.messages }
    const wrong = (field: string, key: string) => ({
      errors: [{ field, message: i18n.t(`reservation.staff.schedule.${key}`, { n: MOST_DAYS }) }],
    })
    const days = input.which === 'dates' ? daysIn(input.dates!) : []
    if (input.which === 'dates' && days.length === 0) return wrong('dates', 'day_missing')
    if (input.which !== 'dates') {
      const [from, until] = [DateTime.fromISO(input.from!), DateTime.fromISO(input.until!)]
      if (!from.isValid || !until.isValid) return wrong('from', 'day_missing')
      if (until < from) return wrong('until', 'period_backwards')
      if (until.diff(from, 'days').days >= MOST_DAYS) return wrong('until', 'period_long')
      days.push(...daysOn(from, until, input.weekdays!))
      if (days.length === 0) return wrong('weekdays', 'no_day')
    }
    if (days.length > MOST_DAYS) return wrong('dates', 'dates_many')
    const own = await tenant.run(() => staffCounters(staff!.counterIds))
    const counters = own.filter(({ id }) => input.counters.includes(id))
    if (counters.length < input.counters.length) throw new E_PAGE_NOT_FOUND()
    return { input, counters, days }
  }

  async #form(ctx: HttpContext, values: Record<string, unknown>, errors: Errors = []) {
    const { response, staff, tenant, view } = ctx
    if (errors.length > 0) response.status(422)
    return view.render('reservation::pages/staff/schedule_bulk', {
      ...{ values, errors, base: baseOf(tenant) },
      counters: await tenant.run(() => staffCounters(staff!.counterIds)),
    })
  }
}

const baseOf = (tenant: HttpContext['tenant']) => `/${tenant.municipality.slug}/staff/schedule`

function daysOn(from: DateTime, until: DateTime, weekdays: number[]): string[] {
  const days: string[] = []
  for (let day = from; day <= until; day = day.plus({ days: 1 })) {
    if (weekdays.includes(day.weekday)) days.push(day.toISODate()!)
  }
  return days
}
