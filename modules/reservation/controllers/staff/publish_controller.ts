import type { HttpContext } from '@adonisjs/core/http'
import { DateTime } from 'luxon'
import { E_PAGE_NOT_FOUND } from '#app/http/main'
import { today } from '#app/ui/main'
import { publishSchedule } from '../../actions/publish_schedule.js'
import type { Period } from '../../queries/planned_slots.js'
import { reservationsKept } from '../../queries/reservations_kept.js'
import { scheduleDiff, totalOf } from '../../queries/schedule_diff.js'
import { staffCounters } from '../../queries/staff_counters.js'
import { publishValidator } from '../../validators/schedule_validator.js'

type Errors = { field?: string; message: string }[]

/** The longest period that is published in one action. */
const MOST_DAYS = 366

/** Days of the difference on one page of the dry run. */
const DAYS_SHOWN = 100

/** 受付枠の公開: first what it would do, then in one action what was shown. */
export default class PublishController {
  async render(ctx: HttpContext) {
    const asked = await periodOf(ctx)
    if ('errors' in asked) return this.#refuse(ctx, asked.errors)
    const { staff, tenant } = ctx
    const { counter, ...period } = asked
    const found = await tenant.run(async () => {
      const counters = await staffCounters(staff!.counterIds)
      const wanted = { ...period, counterIds: reach(ctx, counters, counter) }
      const days = await scheduleDiff(tenant.municipality, wanted)
      const total = totalOf(days)
      return {
        ...{
          counters,
          days: days.slice(0, DAYS_SHOWN),
          more: Math.max(0, days.length - DAYS_SHOWN),
        },
        total,
        kept: total.kept > 0 ? await reservationsKept(tenant.municipality, wanted) : [],
      }
    })
    return this.#page(ctx, { ...found, period, counter, nothing: found.days.length === 0 })
  }

  async execute(ctx: HttpContext) {
    const { i18n, response, session, staff, tenant } = ctx
    const asked = await periodOf(ctx)
    if ('errors' in asked) return this.#refuse(ctx, asked.errors)
    const { counter, ...period } = asked
    const counters = await tenant.run(() => staffCounters(staff!.counterIds))
    const done = await publishSchedule(
      tenant.municipality,
      { ...period, counterIds: reach(ctx, counters, counter) },
      tenant.actor()
    )
    session.flash('success', i18n.t('reservation.staff.publish.done', { ...done }))
    return response
      .redirect()
      .status(303)
      .toPath(
        `/${tenant.municipality.slug}/staff/schedule/publish?from=${period.from}&until=${period.until}${counter ? `&counter=${counter}` : ''}`
      )
  }

  async #refuse(ctx: HttpContext, errors: Errors) {
    const { request, response, staff, tenant } = ctx
    response.status(422)
    const { from, until, counter } = request.all()
    const counters = await tenant.run(() => staffCounters(staff!.counterIds))
    return this.#page(ctx, { counters, errors, period: { from, until }, counter })
  }

  #page({ tenant, view }: HttpContext, shown: Record<string, unknown>) {
    return view.render('reservation::pages/staff/publish', {
      ...{ errors: [], ...shown },
      base: `/${tenant.municipality.slug}/staff`,
    })
  }
}

/**
 * The days and the counter a page or a form asks for: from today, for two
 * months where it does not say. What has gone by is left as it is.
 */
async function periodOf({
  i18n,
  request,
}: HttpContext): Promise<
  { errors: Errors } | (Omit<Period, 'counterIds'> & { counter: string | null })
> {
  const [invalid, input] = await request.tryValidateUsing(publishValidator)
  if (invalid) return { errors: invalid.messages }
  const now = DateTime.fromISO(today())
  const from = input.from ? DateTime.max(DateTime.fromISO(input.from), now) : now
  const until = input.until ? DateTime.fromISO(input.until) : from.plus({ days: 60 })
  const wrong = (key: string) => ({
    errors: [
      { field: 'until', message: i18n.t(`reservation.staff.schedule.${key}`, { n: MOST_DAYS }) },
    ],
  })
  if (until < from) return wrong('period_past')
  if (until.diff(from, 'days').days >= MOST_DAYS) return wrong('period_long')
  return { from: from.toISODate()!, until: until.toISODate()!, counter: input.counter }
}

/** @throws E_PAGE_NOT_FOUND for a counter of another municipality or one that is not this person's (R44) */
function reach({ staff }: HttpContext, counters: { id: string }[], counter: string | null) {
  if (counter === null) return staff!.counterIds
  if (!counters.some(({ id }) => id === counter)) throw new E_PAGE_NOT_FOUND()
  return [counter]
}
