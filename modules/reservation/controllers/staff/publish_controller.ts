import type { HttpContext } from '@adonisjs/core/http'
import { DateTime } from 'luxon'
import { E_PAGE_NOT_FOUND } from '#app/http/main'
import { today } from '#app/ui/main'
import { publishSchedule } from '../../actions/publish_schedule.js'
import type { Period } from '../../queries/planned_slots.js'
import { reservationsKept } from '../../queries/reservations_kept.js'
import { scheduleDiff, totalOf } from '../../queries/schedule_diff.js'
import { staffCounters } from '../../queries/staff_counters.js'

/** The longest period that is published in one action. */
const MOST_DAYS = 366

/** Days of the difference on one page of the dry run. */
const DAYS_SHOWN = 100

/** 受付枠の公開: first what it would do, then in one action what was shown. */
export default class PublishController {
  async render(ctx: HttpContext) {
    const { staff, tenant, view } = ctx
    const { counter, ...period } = periodOf(ctx)
    const found = await tenant.run(async () => {
      const counters = await staffCounters(staff!.counterIds)
      const asked = { ...period, counterIds: reach(ctx, counters, counter) }
      const days = await scheduleDiff(tenant.municipality, asked)
      const total = totalOf(days)
      return {
        ...{
          counters,
          days: days.slice(0, DAYS_SHOWN),
          more: Math.max(0, days.length - DAYS_SHOWN),
        },
        total,
        kept: total.kept > 0 ? await reservationsKept(tenant.municipality, asked) : [],
      }
    })
    return view.render('reservation::pages/staff/publish', {
      ...found,
      ...{ period, counter },
      nothing: found.days.length === 0,
      base: `/${tenant.municipality.slug}/staff`,
    })
  }

  async execute(ctx: HttpContext) {
    const { i18n, response, session, staff, tenant } = ctx
    const { counter, ...period } = periodOf(ctx)
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
}

/** The days and the counter a page or a form asks for: from today, for two months where it does not say. */
function periodOf({
  request,
}: HttpContext): Omit<Period, 'counterIds'> & { counter: string | null } {
  const now = DateTime.fromISO(today())
  const [asked, end] = ['from', 'until'].map((name) =>
    DateTime.fromISO(String(request.input(name) ?? ''))
  )
  const from = asked.isValid && asked > now && asked < now.plus({ years: 5 }) ? asked : now
  const latest = from.plus({ days: MOST_DAYS - 1 })
  const until = end.isValid && end >= from ? DateTime.min(end, latest) : from.plus({ days: 60 })
  const counter = request.input('counter')
  return {
    from: from.toISODate()!,
    until: until.toISODate()!,
    counter: typeof counter === 'string' && counter !== '' ? counter : null,
  }
}

/** @throws E_PAGE_NOT_FOUND for a counter of another municipality or one that is not this person's (R44) */
function reach({ staff }: HttpContext, counters: { id: string }[], counter: string | null) {
  if (counter === null) return staff!.counterIds
  if (!counters.some(({ id }) => id === counter)) throw new E_PAGE_NOT_FOUND()
  return [counter]
}
