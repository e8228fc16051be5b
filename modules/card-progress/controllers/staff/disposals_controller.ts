import type { HttpContext } from '@adonisjs/core/http'
import { formatReadableCode } from '#app/exchange/main'
import { E_PAGE_NOT_FOUND } from '#app/http/main'
import { today } from '#app/ui/main'
import { proposeDisposal, type RefusedCode } from '../../actions/propose_disposal.js'
import { confirmDisposal, withdrawDisposal } from '../../actions/settle_disposal.js'
import { codedChoices, inWords } from '../../coded_words.js'
import { E_DISPOSAL_REFUSED } from '../../errors.js'
import { isUuid } from '../../is_uuid.js'
import { pageOf } from '../../paging.js'
import {
  countDisposals,
  disposableCards,
  findDisposal,
  listDisposals,
} from '../../queries/disposals.js'
import { staffCounters } from '../../queries/staff_counters.js'
import { statusWords } from '../../queries/status_words.js'
import { readTypedCodes, showTyped } from '../../typed_codes.js'
import { confirmDisposalValidator, disposalValidator } from '../../validators/disposal_validator.js'

type Errors = { field: string; message: string }[]

/** 廃棄: one person names the cards, another counts them and confirms. */
export default class DisposalsController {
  async index(ctx: HttpContext) {
    const { i18n, staff, tenant, view } = ctx
    const base = `/${tenant.municipality.slug}/staff/progress`
    const { counterIds } = staff!
    const shown = await tenant.run(async () => {
      const total = await countDisposals(counterIds)
      const { page, paginator } = pageOf(ctx, total, `${base}/disposals`)
      return { disposals: await listDisposals(counterIds, page), paginator }
    })
    return view.render('card-progress::pages/staff/disposals', {
      ...{ ...shown, base, inWords: (method: string) => inWords(i18n, method) },
    })
  }

  /** With a counter what waits there is listed, each card chosen by itself; others are scanned. */
  async create(ctx: HttpContext) {
    return this.#form(ctx, { counter: ctx.request.input('counter'), planned_on: today() })
  }

  async store(ctx: HttpContext) {
    const { i18n, request, response, session, staff, tenant } = ctx
    const [invalid, input] = await request.tryValidateUsing(disposalValidator, {
      meta: ctx.tenant.municipality,
    })
    if (invalid) {
      response.status(422)
      return this.#form(ctx, request.all(), invalid.messages)
    }
    const codes = readTypedCodes(input.codes ?? '')
    if (codes.length + input.cases.length === 0) {
      response.status(422)
      const message = i18n.t('card-progress.staff.disposals.no_cards')
      return this.#form(ctx, request.all(), [{ field: 'codes', message }])
    }
    const outcome = await tenant.run(() =>
      proposeDisposal({
        ...{ codes, caseIds: input.cases, method: input.method, reason: input.reason },
        ...{ plannedOn: input.planned_on, counterIds: staff!.counterIds },
      })
    )
    if ('refused' in outcome) {
      response.status(422)
      const message = i18n.t('card-progress.staff.disposals.not_fit', { n: outcome.refused.length })
      return this.#form(ctx, request.all(), [{ field: 'codes', message }], outcome.refused)
    }
    session.flash('success', i18n.t('card-progress.staff.disposals.proposed'))
    return response.redirect().status(303).toPath(this.#address(ctx, outcome.disposalId))
  }

  async show(ctx: HttpContext) {
    return this.#page(ctx, [])
  }

  async confirm(ctx: HttpContext) {
    const { i18n, request, response, session, staff, tenant } = ctx
    const disposal = await this.#find(ctx)
    const [invalid, input] = await request.tryValidateUsing(confirmDisposalValidator)
    const errors: Errors = invalid
      ? invalid.messages
      : input.counted === disposal.cards
        ? []
        : [
            {
              field: 'counted',
              message: i18n.t('card-progress.staff.disposals.miscounted', { n: disposal.cards }),
            },
          ]
    if (errors.length > 0) {
      response.status(422)
      return this.#page(ctx, errors)
    }
    try {
      await tenant.run(() =>
        confirmDisposal({ disposalId: disposal.id, counterIds: staff!.counterIds })
      )
    } catch (error) {
      if (!(error instanceof E_DISPOSAL_REFUSED)) throw error
      response.status(409)
      return this.#page(ctx, [], error.refused)
    }
    session.flash('success', i18n.t('card-progress.staff.disposals.confirmed'))
    return response.redirect().status(303).toPath(this.#address(ctx, disposal.id))
  }

  async withdraw(ctx: HttpContext) {
    const { i18n, response, session, tenant } = ctx
    const disposal = await this.#find(ctx)
    await tenant.run(() => withdrawDisposal(disposal.id))
    session.flash('success', i18n.t('card-progress.staff.disposals.withdrawn'))
    return response.redirect().status(303).toPath(this.#address(ctx, disposal.id))
  }

  async #find({ params, staff, tenant }: HttpContext) {
    const disposal = await tenant.run(() => findDisposal(params.disposal, staff!.counterIds))
    if (!disposal) throw new E_PAGE_NOT_FOUND()
    return disposal
  }

  async #page(ctx: HttpContext, errors: Errors, refused: E_DISPOSAL_REFUSED['refused'] = []) {
    const { i18n, staff, tenant, view } = ctx
    const disposal = await this.#find(ctx)
    return view.render('card-progress::pages/staff/disposal', {
      ...{ disposal, errors, refused: new Map(refused.map((one) => [one.caseId, one.because])) },
      words: await tenant.run(() => statusWords(i18n)),
      isOwn: disposal.proposedById === staff!.id,
      formatCode: formatReadableCode,
      base: `/${tenant.municipality.slug}/staff/progress`,
    })
  }

  async #form(
    { i18n, staff, tenant, view }: HttpContext,
    values: Record<string, unknown>,
    errors: Errors = [],
    refused: RefusedCode[] = []
  ) {
    const { counterIds } = staff!
    const counter = String(values.counter ?? '')
    const lists = await tenant.run(async () => ({
      counters: await staffCounters(counterIds),
      waiting: isUuid(counter) ? await disposableCards(counter, counterIds) : [],
      words: await statusWords(i18n),
    }))
    return view.render('card-progress::pages/staff/disposal_new', {
      ...{ values, errors, refused, ...lists },
      ...{ methods: codedChoices(i18n, 'disposal'), reasons: codedChoices(i18n, 'record') },
      formatCode: formatReadableCode,
      showCode: (typed: string) => showTyped(typed, i18n),
      base: `/${tenant.municipality.slug}/staff/progress`,
    })
  }

  #address({ tenant }: HttpContext, id: string) {
    return `/${tenant.municipality.slug}/staff/progress/disposals/${id}`
  }
}
