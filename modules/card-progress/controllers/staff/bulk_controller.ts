import { randomUUID } from 'node:crypto'
import type { I18n } from '@adonisjs/i18n'
import type { HttpContext } from '@adonisjs/core/http'
import type { Infer } from '@vinejs/vine/types'
import { audit } from '#app/audit/main'
import { E_PAGE_NOT_FOUND, sendCsv } from '#app/http/main'
import { tenancy, type Municipality } from '#app/tenancy/main'
import { rowsByPage } from '#app/ui/main'
import { runBulk } from '../../actions/run_bulk.js'
import { startBulk, type BulkSource } from '../../actions/start_bulk.js'
import { codedChoices } from '../../coded_words.js'
import { factsFrom } from '../../facts_from.js'
import { CAUSES } from '../../progress_codes.js'
import { pageOf } from '../../paging.js'
import { batchChoices } from '../../queries/batches.js'
import {
  bulkLines,
  countBulkActions,
  findBulkAction,
  listBulkActions,
  type BulkLine,
} from '../../queries/bulk_action.js'
import { mailingChoices } from '../../queries/mailings.js'
import { staffCounters } from '../../queries/staff_counters.js'
import { statusWords } from '../../queries/status_words.js'
import { MOST_LINES, readTypedCodes, showTyped } from '../../typed_codes.js'
import { bulkValidator } from '../../validators/many_cards_validator.js'

type Input = Infer<typeof bulkValidator>
type Errors = { field: string; message: string }[]

const LINES_SHOWN = 200

/** 一括登録: thousands of cards in one action, and what became of each. */
export default class BulkController {
  async render(ctx: HttpContext) {
    const { batch, mailing, status } = ctx.request.qs()
    const source = batch ? 'batch' : mailing ? 'mailing' : 'codes'
    return this.#form(ctx, { source, batch, mailing, status })
  }

  async execute(ctx: HttpContext) {
    const { i18n, request, response, staff, tenant } = ctx
    const [invalid, input] = await request.tryValidateUsing(bulkValidator, {
      meta: ctx.tenant.municipality,
    })
    if (invalid) {
      response.status(422)
      return this.#form(ctx, request.all(), invalid.messages)
    }
    const source = sourceOf(input)
    if (typeof source === 'string') {
      response.status(422)
      const message = i18n.t(`card-progress.staff.bulk.missing.${source}`, { most: MOST_LINES })
      return this.#form(ctx, request.all(), [{ field: source, message }])
    }
    const { counterIds } = staff!
    const { inBackground } = await tenant.run(() =>
      startBulk({
        ...{ token: input.token, source, counterIds },
        facts: factsFrom(input, tenant.municipality),
      })
    )
    if (!inBackground) await runBulk(tenant.municipality, input.token)
    return response
      .redirect()
      .status(303)
      .toPath(`/${tenant.municipality.slug}/staff/progress/bulk/${input.token}`)
  }

  /** How far it has come, and the lines worth reading first: those refused, then those with a warning. */
  async show({ i18n, params, request, staff, tenant, view }: HttpContext) {
    const outcome = ['refused', 'warned', 'recorded'].find((one) => one === request.input('only'))
    const found = await tenant.run(async () => {
      const action = await findBulkAction(params.bulk_action, staff!.counterIds)
      if (!action) throw new E_PAGE_NOT_FOUND()
      const only = outcome ?? (action.refused > 0 ? 'refused' : action.warned > 0 ? 'warned' : null)
      return {
        action,
        only,
        lines: await bulkLines(action.id, { outcome: only, limit: LINES_SHOWN }),
        words: await statusWords(i18n),
      }
    })
    return view.render('card-progress::pages/staff/bulk_action', {
      ...found,
      shown: LINES_SHOWN,
      showCode: (typed: string) => showTyped(typed, i18n),
      base: `/${tenant.municipality.slug}/staff/progress`,
    })
  }

  /** The whole list as a file. */
  async results(ctx: HttpContext) {
    const { i18n, params, staff, tenant } = ctx
    const action = await tenant.run(async () => {
      const found = await findBulkAction(params.bulk_action, staff!.counterIds)
      if (!found) throw new E_PAGE_NOT_FOUND()
      await audit.record({
        action: 'card-progress.export_bulk',
        subject: { type: 'bulk_action', id: found.id },
        detail: { count: found.total },
      })
      return found
    })
    const t = (key: string) => i18n.t(`card-progress.staff.${key}`)
    const header = ['line', 'code', 'outcome', 'because'].map((name) => t(`bulk.columns.${name}`))
    return sendCsv(ctx, 'card-results', header, resultLines(tenant.municipality, action.id, i18n))
  }

  async #form(ctx: HttpContext, values: Record<string, unknown>, errors: Errors = []) {
    const { i18n, staff, tenant, view } = ctx
    const { counterIds } = staff!
    const base = `/${tenant.municipality.slug}/staff/progress`
    const shown = await tenant.run(async () => {
      const total = await countBulkActions(counterIds)
      const { page, paginator } = pageOf(ctx, total, `${base}/bulk`)
      return {
        words: await statusWords(i18n),
        batches: await batchChoices(counterIds, values.batch),
        mailings: await mailingChoices(values.mailing),
        counters: await staffCounters(counterIds),
        runs: await listBulkActions(counterIds, page),
        paginator,
      }
    })
    return view.render('card-progress::pages/staff/bulk', {
      ...shown,
      ...{ values, errors, base, causes: CAUSES, token: randomUUID() },
      reasons: codedChoices(i18n, 'record'),
    })
  }
}

/** Which cards are meant, or the field that should have said so. */
function sourceOf(input: Input): BulkSource | 'codes' | 'batch' | 'mailing' | 'shelf_counter' {
  switch (input.source) {
    case 'codes': {
      const codes = readTypedCodes(input.codes ?? '')
      return codes.length === 0 || codes.length > MOST_LINES ? 'codes' : { codes }
    }
    case 'batch':
      return input.batch ? { batchId: input.batch } : 'batch'
    case 'mailing':
      return input.mailing ? { mailingId: input.mailing } : 'mailing'
    case 'shelf':
      return input.shelf_counter
        ? { counterId: input.shelf_counter, shelf: input.from_shelf }
        : 'shelf_counter'
  }
}

async function* resultLines(
  municipality: Municipality,
  id: string,
  i18n: I18n
): AsyncGenerator<string[]> {
  const t = (key: string) => i18n.t(`card-progress.staff.${key}`)
  const limit = 1_000
  const lines = rowsByPage<BulkLine>(
    (last) => tenancy.run(municipality, () => bulkLines(id, { after: last?.line, limit })),
    limit
  )
  for await (const { line, typed, outcome, because } of lines) {
    yield [
      ...[String(line), showTyped(typed, i18n), t(`bulk.outcomes.${outcome ?? 'waiting'}`)],
      because ? t(`refusals.${because}`) : '',
    ]
  }
}
