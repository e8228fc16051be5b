import { randomUUID } from 'node:crypto'
import type { HttpContext } from '@adonisjs/core/http'
import { formatReadableCode } from '#app/exchange/main'
import { listCounters } from '#app/tenancy/main'
import { runBulk } from '../../actions/run_bulk.js'
import { startBulk } from '../../actions/start_bulk.js'
import type { EventFacts } from '../../event_facts.js'
import { pageOf } from '../../paging.js'
import { cardsInTransit, countInTransit } from '../../queries/cards_in_transit.js'
import { readTypedCodes } from '../../typed_codes.js'
import { receiveValidator, sendValidator } from '../../validators/many_cards_validator.js'

/** 窓口間の移送: what is sent is nobody's stock until the other counter has received it. */
export default class TransfersController {
  async render(ctx: HttpContext) {
    return this.#page(ctx, {}, [])
  }

  async send(ctx: HttpContext) {
    const { request, response } = ctx
    const [invalid, input] = await request.tryValidateUsing(sendValidator)
    if (invalid) {
      response.status(422)
      return this.#page(ctx, request.all(), invalid.messages)
    }
    const facts: EventFacts = { code: 'STORE', variant: 'sent', toCounterId: input.to }
    return this.#start(ctx, input, facts)
  }

  async receive(ctx: HttpContext) {
    const { request, response } = ctx
    const [invalid, input] = await request.tryValidateUsing(receiveValidator, {
      meta: ctx.tenant.municipality,
    })
    if (invalid) {
      response.status(422)
      return this.#page(ctx, { received: request.input('codes') }, [
        ...invalid.messages.map((one: { field: string; message: string }) =>
          one.field === 'codes' ? { ...one, field: 'received' } : one
        ),
      ])
    }
    const facts: EventFacts = { code: 'STORE', variant: 'received', shelf: input.shelf }
    return this.#start(ctx, input, facts)
  }

  async #start(
    { response, staff, tenant }: HttpContext,
    input: { codes: string; token: string },
    facts: EventFacts
  ) {
    const { inBackground } = await tenant.run(() =>
      startBulk({
        ...{ token: input.token, facts, counterIds: staff!.counterIds },
        source: { codes: readTypedCodes(input.codes) },
      })
    )
    if (!inBackground) await runBulk(tenant.municipality, input.token)
    return response
      .redirect()
      .status(303)
      .toPath(`/${tenant.municipality.slug}/staff/progress/bulk/${input.token}`)
  }

  async #page(
    ctx: HttpContext,
    values: Record<string, unknown>,
    errors: { field: string; message: string }[]
  ) {
    const { staff, tenant, view } = ctx
    const { counterIds } = staff!
    const base = `/${tenant.municipality.slug}/staff/progress`
    const shown = await tenant.run(async () => {
      const total = await countInTransit(counterIds)
      const { page, paginator } = pageOf(ctx, total, `${base}/transfers`)
      const counters = (await listCounters()).map(({ id, name }) => ({ id, name }))
      return { cards: await cardsInTransit(counterIds, page), paginator, counters }
    })
    return view.render('card-progress::pages/staff/transfers', {
      ...{ ...shown, values, errors, base },
      tokens: { send: randomUUID(), receive: randomUUID() },
      formatCode: formatReadableCode,
    })
  }
}
