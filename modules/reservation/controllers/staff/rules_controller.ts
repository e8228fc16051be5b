import type { HttpContext } from '@adonisjs/core/http'
import { DateTime } from 'luxon'
import { E_PAGE_NOT_FOUND } from '#app/http/main'
import { saveCounterRules } from '../../actions/save_counter_rules.js'
import { bookingRules } from '../../booking_rules.js'
import { countersWithRules, type CounterWithRules } from '../../queries/counter_rules.js'
import { counterRulesValidator } from '../../validators/counter_rules_validator.js'

const TOKYO = 'Asia/Tokyo'

/** 予約の決まり: what is in force at each counter, and what a counter does otherwise (R40, R126). */
export default class RulesController {
  async index({ staff, tenant, view }: HttpContext) {
    const counters = await tenant.run(() => countersWithRules(staff!.counterIds))
    return view.render('reservation::pages/staff/rules', {
      counters: counters.map((counter) => ({
        ...counter,
        inForce: bookingRules(tenant.municipality, counter.rules),
        own: Object.entries(counter.rules ?? {}).some(
          ([column, value]) => !/_id$/.test(column) && value !== null
        ),
      })),
      base: baseOf(tenant),
      settingsUrl: `/${tenant.municipality.slug}/staff/settings/reservation`,
    })
  }

  async edit(ctx: HttpContext) {
    const counter = await find(ctx)
    return this.#page(ctx, counter, {
      ...counter.rules,
      opens_at: asLocal(counter.rules?.opens_at),
      closes_at: asLocal(counter.rules?.closes_at),
    })
  }

  async update(ctx: HttpContext) {
    const { i18n, request, response, session, tenant } = ctx
    const counter = await find(ctx)
    const [invalid, rules] = await request.tryValidateUsing(counterRulesValidator)
    if (invalid) {
      response.status(422)
      return this.#page(ctx, counter, request.all(), invalid.messages)
    }
    await tenant.run(() =>
      saveCounterRules(counter.id, {
        ...rules,
        opens_at: asMoment(rules.opens_at),
        closes_at: asMoment(rules.closes_at),
      })
    )
    session.flash('success', i18n.t('reservation.staff.rules.saved', { name: counter.name }))
    return response.redirect().status(303).toPath(baseOf(tenant))
  }

  #page(
    { tenant, view }: HttpContext,
    counter: CounterWithRules,
    values: Record<string, unknown>,
    errors: { field?: string; message: string }[] = []
  ) {
    return view.render('reservation::pages/staff/counter_rules', {
      ...{ counter, values, errors },
      usual: bookingRules(tenant.municipality),
      base: baseOf(tenant),
    })
  }
}

const baseOf = (tenant: HttpContext['tenant']) => `/${tenant.municipality.slug}/staff/rules`

/** @throws E_PAGE_NOT_FOUND for a counter of another municipality or one that is not this person's (R44) */
async function find({ params, staff, tenant }: HttpContext): Promise<CounterWithRules> {
  const counters = await tenant.run(() => countersWithRules(staff!.counterIds))
  const counter = counters.find(({ id }) => id === params.counter)
  if (!counter) throw new E_PAGE_NOT_FOUND()
  return counter
}

/** A moment as the box on the page shows and sends it, and back. */
const asLocal = (moment?: string | null) =>
  moment && DateTime.fromISO(moment).setZone(TOKYO).toFormat("yyyy-MM-dd'T'HH:mm")
const asMoment = (local: string | null) => local && DateTime.fromISO(local, { zone: TOKYO }).toISO()
