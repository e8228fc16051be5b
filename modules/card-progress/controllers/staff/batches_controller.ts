import { randomUUID } from 'node:crypto'
import type { HttpContext } from '@adonisjs/core/http'
import type { Infer } from '@vinejs/vine/types'
import { E_PAGE_NOT_FOUND } from '#app/http/main'
import { today } from '#app/ui/main'
import { receiveBatch } from '../../actions/receive_batch.js'
import { runBulk } from '../../actions/run_bulk.js'
import { codedChoices, inWords } from '../../coded_words.js'
import { E_BATCH_NUMBER_TAKEN } from '../../errors.js'
import { pageOf } from '../../paging.js'
import { KINDS, METHODS } from '../../progress_codes.js'
import { countBatches, findBatch, listBatches, unregistered } from '../../queries/batches.js'
import { staffCounters } from '../../queries/staff_counters.js'
import { statusWords } from '../../queries/status_words.js'
import { MOST_LINES, readTypedCodes, type TypedCode } from '../../typed_codes.js'
import { batchValidator } from '../../validators/many_cards_validator.js'

type Input = Infer<typeof batchValidator>
type Errors = { field: string; message: string }[]

/** 一括受取 (R13, R81): the boxes, and taking in another one. */
export default class BatchesController {
  async index(ctx: HttpContext) {
    const { i18n, staff, tenant, view } = ctx
    const base = `/${tenant.municipality.slug}/staff/progress`
    const { counterIds } = staff!
    const shown = await tenant.run(async () => {
      const total = await countBatches(counterIds)
      const { page, paginator } = pageOf(ctx, total, `${base}/batches`)
      return { batches: await listBatches(counterIds, page), paginator }
    })
    return view.render('card-progress::pages/staff/batches', {
      ...{ ...shown, base, unregistered },
      inWords: (reason: string | null) => inWords(i18n, reason),
    })
  }

  async create(ctx: HttpContext) {
    return this.#form(ctx, {
      ...{ arrived_on: today(), method: 'at_delivery', kind: 'first', codes_from: 'typed' },
    })
  }

  async store(ctx: HttpContext) {
    const { i18n, request, response, session, staff, tenant } = ctx
    const [invalid, input] = await request.tryValidateUsing(batchValidator, {
      meta: ctx.tenant.municipality,
    })
    if (invalid) {
      response.status(422)
      return this.#form(ctx, request.all(), invalid.messages)
    }
    const codes = input.codes_from === 'typed' ? readTypedCodes(input.codes ?? '') : null
    const missing = this.#unclear(ctx, input, codes)
    if (missing.errors.length > 0) {
      response.status(422)
      return this.#form(ctx, request.all(), missing.errors, missing.mismatch)
    }
    try {
      const { batchId, inBackground } = await tenant.run(() =>
        receiveBatch({
          ...{ token: input.token, number: input.batch_number, counterId: input.counter },
          ...{ arrivedOn: input.arrived_on, method: input.method, kind: input.kind },
          ...{ expectedCount: input.expected, actualCount: input.actual, shelf: input.shelf },
          ...{ mismatchReason: input.mismatch_reason, codes, counterIds: staff!.counterIds },
        })
      )
      if (!inBackground) await runBulk(tenant.municipality, input.token)
      const batch = await tenant.run(() => findBatch(batchId, staff!.counterIds))
      /** What is missing is said on the page that follows, which says so whenever it is opened. */
      if (batch && unregistered(batch) === 0) {
        const sentence = inBackground ? 'recording' : 'received'
        session.flash('success', i18n.t(`card-progress.staff.batches.${sentence}`))
      }
      return response
        .redirect()
        .status(303)
        .toPath(`/${tenant.municipality.slug}/staff/progress/batches/${batchId}`)
    } catch (error) {
      if (!(error instanceof E_BATCH_NUMBER_TAKEN)) throw error
      response.status(422)
      const message = i18n.t('card-progress.staff.batches.number_taken')
      return this.#form(ctx, request.all(), [{ field: 'batch_number', message }])
    }
  }

  async show({ i18n, params, staff, tenant, view }: HttpContext) {
    const { batch, words } = await tenant.run(async () => ({
      batch: await findBatch(params.batch, staff!.counterIds),
      words: await statusWords(i18n),
    }))
    if (!batch) throw new E_PAGE_NOT_FOUND()
    return view.render('card-progress::pages/staff/batch', {
      ...{ batch, words, missing: unregistered(batch) },
      base: `/${tenant.municipality.slug}/staff/progress`,
    })
  }

  /** Counts that do not agree are shown, and somebody has to say that they saw it and what they found out. */
  #unclear({ i18n }: HttpContext, input: Input, codes: TypedCode[] | null) {
    const say = (field: string, key: string) => ({
      field,
      message: i18n.t(`card-progress.staff.batches.${key}`, { most: MOST_LINES }),
    })
    const errors: Errors = []
    if (codes && (codes.length === 0 || codes.length > MOST_LINES)) {
      errors.push(say('codes', 'codes_missing'))
    }
    const listed = codes?.filter(({ twice }) => !twice).length ?? input.actual
    const mismatch =
      input.expected === input.actual && listed === input.actual
        ? null
        : { expected: input.expected, actual: input.actual, listed }
    if (mismatch && input.mismatch_seen !== 'yes') errors.push(say('mismatch_seen', 'not_seen'))
    if (mismatch && !input.mismatch_reason) errors.push(say('mismatch_reason', 'no_reason'))
    return { errors, mismatch }
  }

  async #form(
    { i18n, staff, tenant, view }: HttpContext,
    values: Record<string, unknown>,
    errors: Errors = [],
    mismatch: object | null = null
  ) {
    return view.render('card-progress::pages/staff/batch_new', {
      ...{ values, errors, mismatch, methods: METHODS, kinds: KINDS, token: randomUUID() },
      reasons: codedChoices(i18n, 'mismatch'),
      counters: await tenant.run(() => staffCounters(staff!.counterIds)),
      base: `/${tenant.municipality.slug}/staff/progress`,
    })
  }
}
