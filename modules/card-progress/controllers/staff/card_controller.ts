import type { HttpContext } from '@adonisjs/core/http'
import { formatReadableCode } from '#app/exchange/main'
import { E_PAGE_NOT_FOUND } from '#app/http/main'
import { cancelEvent } from '../../actions/cancel_event.js'
import { recordEvent } from '../../actions/record_event.js'
import { reissueCase } from '../../actions/reissue_case.js'
import { codedChoices } from '../../coded_words.js'
import { E_CASE_MOVED_ON, E_NOT_RECORDED, type Refusal } from '../../errors.js'
import { factsFrom } from '../../facts_from.js'
import { historyOf } from '../../queries/history_of.js'
import { statusWords } from '../../queries/status_words.js'
import { findCardForStaff } from '../../staff_reach.js'
import {
  cancelValidator,
  recordValidator,
  reissueValidator,
} from '../../validators/record_validator.js'
import { entryPage } from './entry_page.js'

/** One card: recording what happened, taking something back, re-issuing it. */
export default class CardController {
  async render(ctx: HttpContext) {
    const card = await this.#card(ctx)
    return entryPage(ctx, { caseId: card.id })
  }

  async record(ctx: HttpContext) {
    const { i18n, request, response, session, staff, tenant } = ctx
    const card = await this.#card(ctx)
    const [invalid, input] = await request.tryValidateUsing(recordValidator, {
      meta: ctx.tenant.municipality,
    })
    const values = request.all()
    if (invalid) {
      response.status(422)
      return entryPage(ctx, { caseId: card.id, values, errors: invalid.messages })
    }
    try {
      await tenant.run(() =>
        recordEvent({
          ...{ caseId: card.id, token: input.token, counterIds: staff!.counterIds },
          facts: factsFrom(input, tenant.municipality),
          expectedVersion: input.version,
        })
      )
    } catch (error) {
      const because = refusalOf(error)
      response.status(409)
      return entryPage(ctx, { caseId: card.id, because, values })
    }
    const code = formatReadableCode(card.linkCode)
    session.flash('success', i18n.t('card-progress.staff.entry.recorded', { typed: code }))
    const query = new URLSearchParams({ q: code, done: '1' })
    if (input.next_status) query.set('status', input.next_status)
    return response
      .redirect()
      .status(303)
      .toPath(`/${tenant.municipality.slug}/staff/progress/entry?${query}`)
  }

  async askToCancel(ctx: HttpContext) {
    const seq = Number(ctx.request.input('seq'))
    return this.#cancelPage(ctx, { seq })
  }

  async cancel(ctx: HttpContext) {
    const { i18n, request, response, session, staff, tenant } = ctx
    const card = await this.#card(ctx)
    const [invalid, input] = await request.tryValidateUsing(cancelValidator, {
      meta: ctx.tenant.municipality,
    })
    if (invalid) {
      response.status(422)
      const seq = Number(request.input('seq'))
      return this.#cancelPage(ctx, {
        seq,
        errors: invalid.messages,
        reason: request.input('reason'),
      })
    }
    try {
      await tenant.run(() =>
        cancelEvent({
          ...{ caseId: card.id, seq: input.seq, reason: input.reason },
          ...{ counterIds: staff!.counterIds, expectedVersion: input.version },
        })
      )
    } catch (error) {
      const because = refusalOf(error)
      response.status(409)
      return entryPage(ctx, { caseId: card.id, because })
    }
    session.flash('success', i18n.t('card-progress.staff.cancel.done'))
    return response.redirect().status(303).toPath(this.#address(ctx, card.id))
  }

  async askToReissue(ctx: HttpContext) {
    return this.#reissuePage(ctx)
  }

  async reissue(ctx: HttpContext) {
    const { i18n, request, response, session, staff, tenant } = ctx
    const card = await this.#card(ctx)
    const [invalid, input] = await request.tryValidateUsing(reissueValidator, {
      meta: ctx.tenant.municipality,
    })
    if (invalid) {
      response.status(422)
      return this.#reissuePage(ctx, request.all(), invalid.messages)
    }
    try {
      const next = await tenant.run(() =>
        reissueCase({
          ...{ caseId: card.id, reason: input.reason, newLinkCode: input.link_code === 'new' },
          ...{ counterIds: staff!.counterIds, expectedVersion: input.version },
        })
      )
      session.flash('success', i18n.t('card-progress.staff.reissue.done'))
      return response.redirect().status(303).toPath(this.#address(ctx, next))
    } catch (error) {
      const because = refusalOf(error)
      response.status(409)
      return entryPage(ctx, { caseId: card.id, because })
    }
  }

  async #cancelPage(
    ctx: HttpContext,
    asked: { seq: number; reason?: string; errors?: { field: string; message: string }[] }
  ) {
    const { i18n, tenant, view } = ctx
    const card = await this.#card(ctx)
    const { history, words } = await tenant.run(async () => ({
      history: await historyOf(card.id),
      words: await statusWords(i18n),
    }))
    const counting = history.filter(({ cancelledAt }) => !cancelledAt)
    /** Where no line is named, the latest is meant. */
    const line = asked.seq ? counting.find(({ seq }) => seq === asked.seq) : counting.at(-1)
    if (!line) throw new E_PAGE_NOT_FOUND()
    return view.render('card-progress::pages/staff/cancel', {
      ...{ errors: [], reason: '', ...asked, card, line, words },
      reasons: codedChoices(i18n, 'cancel'),
      formatCode: formatReadableCode,
      base: this.#address(ctx, card.id),
    })
  }

  async #reissuePage(
    ctx: HttpContext,
    values: Record<string, unknown> = { link_code: 'keep' },
    errors: { field: string; message: string }[] = []
  ) {
    const { i18n, tenant, view } = ctx
    const card = await this.#card(ctx)
    const words = await tenant.run(() => statusWords(i18n))
    return view.render('card-progress::pages/staff/reissue', {
      ...{ card, words, values, errors, reasons: codedChoices(i18n, 'reissue') },
      formatCode: formatReadableCode,
      base: this.#address(ctx, card.id),
    })
  }

  #card({ params, staff, tenant }: HttpContext) {
    return tenant.run(() => findCardForStaff(params.card, staff!))
  }

  #address({ tenant }: HttpContext, id: string) {
    return `/${tenant.municipality.slug}/staff/progress/cards/${id}`
  }
}

/** What is told on the card's own page; anything else is told on a page of its own. */
function refusalOf(error: unknown): Refusal {
  if (error instanceof E_NOT_RECORDED) return error.because
  if (error instanceof E_CASE_MOVED_ON) return 'moved_on'
  throw error
}
