import type { HttpContext } from '@adonisjs/core/http'
import { DateTime } from 'luxon'
import { endCounter } from '#app/tenancy/main'
import { today } from '#app/ui/main'
import { closeCounters } from '../../actions/close_counters.js'
import { countConcerned, lastPublishedDay } from '../../queries/closures.js'
import { scheduleCounter } from '../../schedule_owner.js'
import { endCounterValidator } from '../../validators/closure_validator.js'

type Errors = { field?: string; message: string }[]

/** 臨時窓口の撤収 (R121): the last day, who still has a reservation after it, and on to moving them. */
export default class EndCounterController {
  async render(ctx: HttpContext) {
    return this.#page(ctx, { last_day: ctx.request.input('last_day', today()) })
  }

  async execute(ctx: HttpContext) {
    const { i18n, request, response, session, staff, tenant } = ctx
    const counter = await scheduleCounter(ctx)
    const [invalid, input] = await request.tryValidateUsing(endCounterValidator)
    const lastDay = invalid ? null : input.last_day
    if (invalid || !lastDay || lastDay < today()) {
      response.status(422)
      const sentence = i18n.t('reservation.staff.closures.last_day_missing')
      return this.#page(
        ctx,
        request.all(),
        invalid?.messages ?? [{ field: 'last_day', message: sentence }]
      )
    }
    const base = `/${tenant.municipality.slug}/staff`
    const closure = await tenant.run(async () => {
      await endCounter(counter.id, lastDay)
      const until = await lastPublishedDay(counter.id)
      if (!until || until <= lastDay) return null
      const from = dayAfter(lastDay)
      return closeCounters({
        ...{ counterId: counter.id, from, until },
        ...{ reason: input.reason, staffId: staff!.id },
      })
    })
    session.flash('success', i18n.t('reservation.staff.closures.ended', { name: counter.name }))
    return response
      .redirect()
      .status(303)
      .toPath(closure ? `${base}/closures/${closure}` : `${base}/schedule`)
  }

  async #page(ctx: HttpContext, values: Record<string, unknown>, errors: Errors = []) {
    const { tenant, view } = ctx
    const counter = await scheduleCounter(ctx)
    const asked = DateTime.fromISO(String(values.last_day ?? ''))
    const lastDay = asked.isValid ? asked.toISODate() : today()
    const { concerned, until } = await tenant.run(async () => {
      const last = (await lastPublishedDay(counter.id)) ?? lastDay
      return { until: last, concerned: await countConcerned(counter.id, dayAfter(lastDay), last) }
    })
    return view.render('reservation::pages/staff/end_counter', {
      ...{ counter, concerned, until, lastDay, values, errors },
      base: `/${tenant.municipality.slug}/staff/schedule`,
    })
  }
}

const dayAfter = (day: string) => DateTime.fromISO(day).plus({ days: 1 }).toISODate()!
