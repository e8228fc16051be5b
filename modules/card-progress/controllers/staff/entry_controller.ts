import type { HttpContext } from '@adonisjs/core/http'
import { recordEvent } from '../../actions/record_event.js'
import { registerCase } from '../../actions/register_case.js'
import { E_NOT_RECORDED } from '../../errors.js'
import { factsFrom } from '../../facts_from.js'
import { NOT_PICKED, readChoice } from '../../progress_codes.js'
import { findCase } from '../../queries/find_case.js'
import { registerValidator, scanTokenValidator } from '../../validators/record_validator.js'
import { entryPage, freeLinkCode } from './entry_page.js'

/**
 * 進捗登録 (PG5, R107): a number is typed or scanned. Where a status is chosen
 * beforehand it is recorded with the Enter of the scan, and the next scan
 * follows; otherwise the card is shown, and a status is picked.
 */
export default class EntryController {
  async render(ctx: HttpContext) {
    const { request, response, tenant } = ctx
    const typed = String(request.input('q') ?? '').slice(0, 100)
    const atOnce = readStatus(request.input('status'))
    const ready = request.input('done') !== undefined
    if (!typed) return entryPage(ctx, { atOnce, ready })
    const found = await tenant.run(() => findCase(typed))
    if ('caseId' in found) return entryPage(ctx, { typed, atOnce, ready, caseId: found.caseId })
    response.status(404)
    const { because, code: freeCode, replacedBy } = found
    return entryPage(ctx, { ...{ typed, atOnce, because, freeCode, replacedBy } })
  }

  async execute(ctx: HttpContext) {
    const { request, response, staff } = ctx
    const typed = String(request.input('q') ?? '').slice(0, 100)
    const atOnce = readStatus(request.input('status'))
    if (typed && atOnce && staff!.can('card-progress.record')) {
      return this.#recordAtOnce(ctx, typed, atOnce)
    }
    const query = new URLSearchParams({ q: typed, ...(atOnce && { status: atOnce }) })
    return response
      .redirect()
      .status(303)
      .toPath(`${baseOf(ctx)}/entry?${query}`)
  }

  async #recordAtOnce(ctx: HttpContext, typed: string, atOnce: string) {
    const { i18n, request, response, session, staff, tenant } = ctx
    const { token } = await request.validateUsing(scanTokenValidator)
    const found = await tenant.run(() => findCase(typed))
    if (!('caseId' in found)) {
      response.status(404)
      const { because, code: freeCode, replacedBy } = found
      return entryPage(ctx, { ...{ typed, atOnce, because, freeCode, replacedBy } })
    }
    const { caseId } = found
    try {
      await tenant.run(() =>
        recordEvent({
          ...{ caseId, token, counterIds: staff!.counterIds },
          facts: factsFrom(nothingMore(atOnce), tenant.municipality),
        })
      )
    } catch (error) {
      if (!(error instanceof E_NOT_RECORDED)) throw error
      response.status(409)
      const { because } = error
      return entryPage(ctx, { typed, atOnce, caseId, because, values: { status: atOnce } })
    }
    session.flash('success', i18n.t('card-progress.staff.entry.recorded', { typed }))
    const query = new URLSearchParams({ q: typed, status: atOnce, done: '1' })
    return response
      .redirect()
      .status(303)
      .toPath(`${baseOf(ctx)}/entry?${query}`)
  }

  /** A card that came by itself. */
  async register(ctx: HttpContext) {
    const { i18n, request, response, session, staff, tenant } = ctx
    const [invalid, input] = await request.tryValidateUsing(registerValidator, {
      meta: ctx.tenant.municipality,
    })
    const typed = String(request.input('code') ?? '')
    if (invalid) {
      response.status(422)
      const freeCode = await tenant.run(() => freeLinkCode(typed))
      return entryPage(ctx, { typed, freeCode, values: request.all(), errors: invalid.messages })
    }
    try {
      await tenant.run(() =>
        registerCase({
          ...{ linkCode: input.code, cardNumber: input.card_number },
          common: {
            ...{ counterId: input.counter, method: input.method, kind: input.kind },
            appliedOn: input.applied_on,
          },
          facts: { code: 'ARRIVE', counterId: input.counter, shelf: input.shelf },
          counterIds: staff!.counterIds,
        })
      )
    } catch (error) {
      if (!(error instanceof E_NOT_RECORDED)) throw error
      response.status(409)
      const freeCode = await tenant.run(() => freeLinkCode(typed))
      return entryPage(ctx, { typed, freeCode, because: error.because, values: request.all() })
    }
    session.flash('success', i18n.t('card-progress.staff.entry.registered'))
    const query = new URLSearchParams({ q: typed, done: '1' })
    return response
      .redirect()
      .status(303)
      .toPath(`${baseOf(ctx)}/entry?${query}`)
  }
}

const baseOf = ({ tenant }: HttpContext) => `/${tenant.municipality.slug}/staff/progress`

/** A choice that can be recorded with nothing more to say. */
function readStatus(asked: unknown): string | undefined {
  const choice = readChoice(String(asked ?? ''))
  return choice && !NOT_PICKED.includes(choice.code) ? String(asked) : undefined
}

const nothingMore = (status: string) => ({
  ...{ status, happened_on: null, reason: null, cause: null, shelf: null, counter: null },
  ...{ deadline: null, visit_at: null, reference: null, old_card: null },
})
