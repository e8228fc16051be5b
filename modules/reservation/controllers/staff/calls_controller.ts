import type { HttpContext } from '@adonisjs/core/http'
import { callAgain, callNext } from '../../actions/call_next.js'
import { callsOfToday, waitingToday } from '../../queries/calls_of_today.js'
import { staffCounters } from '../../queries/staff_counters.js'
import { findCounterForStaff } from '../../staff_reach.js'
import { callValidator } from '../../validators/call_validator.js'

/** 呼出: the next one to a desk, with one key; two clerks never call the same person. */
export default class CallsController {
  /** Which counter, where somebody works at several. */
  async index({ response, staff, tenant, view }: HttpContext) {
    const counters = await tenant.run(() => staffCounters(staff!.counterIds))
    const base = `/${tenant.municipality.slug}/staff/calls`
    if (counters.length === 1) return response.redirect().toPath(`${base}/${counters[0].id}`)
    return view.render('reservation::pages/staff/calls', { counters, base })
  }

  async render(ctx: HttpContext) {
    return this.#page(ctx)
  }

  async next(ctx: HttpContext) {
    const { i18n, request, response, session, staff, tenant } = ctx
    const counter = await this.#counterOf(ctx)
    const [invalid, input] = await request.tryValidateUsing(callValidator)
    if (invalid) {
      response.status(422)
      return this.#page(ctx, invalid.messages)
    }
    const number = await tenant.run(() =>
      callNext({ counterId: counter.id, desk: input.desk, staffId: staff!.id })
    )
    const { desk } = input
    if (number === undefined) session.flash('info', i18n.t('reservation.staff.calls.nobody'))
    else session.flash('success', i18n.t('reservation.staff.calls.called', { n: number, desk }))
    return this.#back(ctx, desk)
  }

  async again(ctx: HttpContext) {
    const { i18n, params, request, session, tenant } = ctx
    const counter = await this.#counterOf(ctx)
    const { desk } = await request.validateUsing(callValidator)
    await tenant.run(() => callAgain({ counterId: counter.id, callId: params.call, desk }))
    session.flash('success', i18n.t('reservation.staff.calls.called_again'))
    return this.#back(ctx, desk)
  }

  #counterOf({ params, staff, tenant }: HttpContext) {
    return tenant.run(() => findCounterForStaff(params.counter, staff!))
  }

  #back({ params, response, tenant }: HttpContext, desk: string) {
    const base = `/${tenant.municipality.slug}/staff/calls/${params.counter}`
    return response
      .redirect()
      .status(303)
      .toPath(`${base}?desk=${encodeURIComponent(desk)}`)
  }

  async #page(ctx: HttpContext, errors: unknown = []) {
    const { request, tenant, view } = ctx
    const counter = await this.#counterOf(ctx)
    const { calls, waiting } = await tenant.run(async () => ({
      calls: await callsOfToday(counter.id, 30),
      waiting: await waitingToday(counter.id),
    }))
    return view.render('reservation::pages/staff/counter_calls', {
      ...{ counter, calls, waiting, errors },
      desk: request.input('desk'),
      base: `/${tenant.municipality.slug}/staff/calls`,
      walkIns: `/${tenant.municipality.slug}/staff/walk-ins/${counter.id}`,
    })
  }
}
