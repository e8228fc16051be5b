import type { HttpContext } from '@adonisjs/core/http'
import { DateTime } from 'luxon'
import { audit } from '#app/audit/main'
import { formatReadableCode, readReadableCode } from '#app/exchange/main'
import type { Infer } from '@vinejs/vine/types'
import { FINISHED, METHODS } from '../../progress_codes.js'
import { batchChoices } from '../../queries/batches.js'
import {
  countCases,
  filterForLog,
  listCases,
  MOST,
  SORTS,
  type CaseFilter,
  type ListedCase,
} from '../../queries/list_cases.js'
import { staffCounters } from '../../queries/staff_counters.js'
import { statusWords } from '../../queries/status_words.js'
import { caseFilterValidator } from '../../validators/filter_validator.js'

const PER_PAGE = 50

/** 進捗状況一覧検索 (PG2, R93, R104). Looking is in the audit log (R45). */
export default class CardsController {
  async handle(ctx: HttpContext) {
    const { request, response, staff, tenant } = ctx
    const [invalid, input] = await request.tryValidateUsing(caseFilterValidator, {
      data: request.qs(),
    })
    if (invalid) {
      response.status(422)
      const found = { cards: [], total: 0, page: 1 }
      return this.#page(ctx, { ...thisMonth(), ...request.qs() }, found, invalid.messages)
    }
    const filter = caseFilterOf(input)
    const sort = input.sort ?? 'newest'
    const { counterIds } = staff!
    const found = await tenant.run(async () => {
      const total = await countCases(filter, counterIds)
      const page = Math.min(input.page ?? 1, lastPageOf(total))
      const cards = await listCases(filter, {
        ...{ counterIds, sort, offset: (page - 1) * PER_PAGE, limit: PER_PAGE },
      })
      await audit.record({
        action: 'card-progress.list',
        detail: { ...filterForLog(filter), shown: cards.length },
      })
      return { cards, total, page }
    })
    return this.#page(ctx, { ...filter, code: input.code, sort }, found)
  }

  async #page(
    { i18n, staff, tenant, view }: HttpContext,
    values: Record<string, unknown>,
    found: { cards: ListedCase[]; total: number; page: number },
    errors: { field: string; message: string }[] = []
  ) {
    const base = `/${tenant.municipality.slug}/staff/progress/cards`
    const { words, counters, batches } = await tenant.run(async () => ({
      words: await statusWords(i18n),
      counters: await staffCounters(staff!.counterIds),
      batches: await batchChoices(staff!.counterIds, values.batch),
    }))
    const { statuses, ...others } = values
    return view.render('card-progress::pages/staff/cards', {
      ...found,
      ...{ values, errors, base, words, counters, batches, methods: METHODS, sorts: SORTS },
      finished: FINISHED,
      tooMany: found.total > MOST,
      formatCode: formatReadableCode,
      paginator: {
        ...{ currentPage: found.page, perPage: PER_PAGE, baseUrl: base },
        total: found.total > MOST ? undefined : found.total,
        lastPage: lastPageOf(found.total),
        queryString: { ...others, statuses: [statuses ?? []].flat().join(',') },
      },
    })
  }
}

const lastPageOf = (total: number) => Math.max(1, Math.ceil(Math.min(total, MOST) / PER_PAGE))

/** The current month, as the brochure's screen has it. */
export function thisMonth() {
  const now = DateTime.now().setZone('Asia/Tokyo')
  return { from: now.startOf('month').toISODate()!, until: now.endOf('month').toISODate()! }
}

/** A link code is looked for however it was written. */
export function caseFilterOf(
  input: Omit<Infer<typeof caseFilterValidator>, 'sort' | 'page'>
): CaseFilter {
  return {
    from: input.from ?? thisMonth().from,
    until: input.until ?? thisMonth().until,
    statuses: input.statuses,
    counter: input.counter,
    shelf: input.shelf,
    batch: input.batch,
    method: input.method,
    code: input.code && (readReadableCode(input.code) ?? input.code.toUpperCase()),
  }
}
