import type { HttpContext } from '@adonisjs/core/http'
import type { Infer } from '@vinejs/vine/types'
import { asYesOrNo } from '#app/http/main'
import { E_PAGE_NOT_FOUND } from '#app/http/main'
import { formatPostalCode, today } from '#app/ui/main'
import { createCounter, updateCounter, type CounterFacts } from '../actions/save_counter.js'
import { E_COUNTER_CODE_TAKEN } from '../errors.js'
import type Counter from '../models/counter.js'
import { listCounters } from '../queries/list_counters.js'
import { counterValidator } from '../validators/counter_validator.js'

type Errors = { field?: string; message: string }[]

/** ST8 窓口設定: the counters themselves; their hours belong to the reservation module. */
export default class CountersController {
  async index({ tenant, view }: HttpContext) {
    const counters = await tenant.run(() => listCounters())
    return view.render('pages/staff/counters/index', {
      counters: counters.map((counter) => ({
        ...counter.serialize(),
        id: counter.id,
        name: counter.name,
        code: counter.code,
        address: counter.address,
        from: counter.validFrom?.toISODate(),
        until: counter.validUntil?.toISODate(),
        state: stateOf(counter),
      })),
      base: baseOf(tenant),
    })
  }

  async create(ctx: HttpContext) {
    return this.#page(ctx, null, { visible: 'yes', display_order: 0 })
  }

  async store(ctx: HttpContext) {
    const [invalid, input] = await ctx.request.tryValidateUsing(counterValidator)
    if (invalid) return this.#refuse(ctx, null, invalid.messages)
    return this.#save(ctx, null, input.counter_name, () => createCounter(factsOf(input)))
  }

  async edit(ctx: HttpContext) {
    const counter = await ctx.tenant.run(() => find(ctx.params.counter))
    return this.#page(ctx, counter, {
      code: counter.code,
      counter_name: counter.name,
      postal_code: counter.postalCode && formatPostalCode(counter.postalCode, { mark: false }),
      address: counter.address,
      directions: counter.directions,
      phone: counter.phone,
      visible: asYesOrNo(counter.visible),
      display_order: counter.displayOrder,
      opens_on: counter.validFrom?.toISODate(),
      closes_on: counter.validUntil?.toISODate(),
    })
  }

  async update(ctx: HttpContext) {
    const counter = await ctx.tenant.run(() => find(ctx.params.counter))
    const [invalid, input] = await ctx.request.tryValidateUsing(counterValidator)
    if (invalid) return this.#refuse(ctx, counter, invalid.messages)
    return this.#save(ctx, counter, input.counter_name, () =>
      updateCounter(counter.id, factsOf(input))
    )
  }

  async #save(
    ctx: HttpContext,
    counter: Counter | null,
    name: string,
    save: () => Promise<unknown>
  ) {
    const { i18n, response, session, tenant } = ctx
    try {
      await tenant.run(save)
    } catch (error) {
      if (!(error instanceof E_COUNTER_CODE_TAKEN)) throw error
      return this.#refuse(ctx, counter, [
        { field: 'code', message: i18n.t('core.counters.code_taken') },
      ])
    }
    session.flash('success', i18n.t('core.counters.saved', { name }))
    return response.redirect().status(303).toPath(baseOf(tenant))
  }

  #refuse(ctx: HttpContext, counter: Counter | null, errors: Errors) {
    ctx.response.status(422)
    return this.#page(ctx, counter, ctx.request.all(), errors)
  }

  #page(
    { tenant, view }: HttpContext,
    counter: Counter | null,
    values: Record<string, unknown>,
    errors: Errors = []
  ) {
    return view.render('pages/staff/counters/form', {
      counter,
      values,
      errors,
      base: baseOf(tenant),
    })
  }
}

const baseOf = (tenant: HttpContext['tenant']) => `/${tenant.municipality.slug}/staff/counters`

/** @throws E_PAGE_NOT_FOUND */
async function find(id: string): Promise<Counter> {
  const counter = (await listCounters()).find((candidate) => candidate.id === id)
  if (!counter) throw new E_PAGE_NOT_FOUND()
  return counter
}

function factsOf(input: Infer<typeof counterValidator>): CounterFacts {
  const { counter_name: name, opens_on: from, closes_on: until, ...rest } = input
  return { ...rest, name, valid_from: from, valid_until: until }
}

function stateOf(counter: Counter): 'hidden' | 'coming' | 'closed' | 'open' {
  if (!counter.visible) return 'hidden'
  if ((counter.validFrom?.toISODate() ?? '') > today()) return 'coming'
  return counter.validUntil && counter.validUntil.toISODate()! < today() ? 'closed' : 'open'
}
