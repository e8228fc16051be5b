import type { I18n } from '@adonisjs/i18n'
import type { HttpContext } from '@adonisjs/core/http'
import { audit } from '#app/audit/main'
import { E_PAGE_NOT_FOUND, offerCsv } from '#app/http/main'
import { stockDifferences, type FoundCard } from '../../queries/stock_findings.js'
import { findStockTake } from '../../queries/stock_takes.js'
import { statusWords } from '../../queries/status_words.js'
import type { StatusWords } from '../../status_words.js'
import { showTyped } from '../../typed_codes.js'
import { stockTakeExportValidator } from '../../validators/stock_take_validator.js'

/** What a stock-take found to be different, as a file to go through (R82). */
export default class StockTakeExportController {
  async handle(ctx: HttpContext) {
    const { i18n, params, request, staff, tenant } = ctx
    const { take, differences, words } = await tenant.run(async () => {
      const found = await findStockTake(params.stock_take, staff!.counterIds)
      if (!found) throw new E_PAGE_NOT_FOUND()
      return {
        take: found,
        differences: await stockDifferences(found.id, found.closedAt !== null),
        words: await statusWords(i18n),
      }
    })
    const chosen = await request.validateUsing(stockTakeExportValidator)
    const columns = columnsOf(words, i18n)
    const page = `/${tenant.municipality.slug}/staff/progress/stock-takes/${take.id}`
    return offerCsv(ctx, {
      filename: `stock-take-${take.id.slice(-12)}`,
      header: columns.map(({ label }) => label),
      rows: async function* () {
        for (const found of differences) yield columns.map(({ cell }) => cell(found) ?? '')
      },
      chosen,
      asked: {
        ...{ action: `${page}/export`, values: {} },
        back: { url: page, label: i18n.t('card-progress.menu.stock_takes') },
      },
      taking: () =>
        tenant.run(() =>
          audit.record({
            action: 'card-progress.export_stock_take',
            subject: { type: 'stock_take', id: take.id },
            detail: { encoding: chosen.encoding, count: differences.length },
          })
        ),
    })
  }
}

function columnsOf(
  words: StatusWords,
  i18n: I18n
): { label: string; cell: (found: FoundCard) => string | null }[] {
  const t = (key: string) => i18n.t(`card-progress.staff.${key}`)
  return [
    {
      label: t('stock_takes.finding'),
      cell: ({ finding }) => t(`stock_takes.findings.${finding}`),
    },
    { label: t('words.link_code'), cell: ({ scanned }) => showTyped(scanned, i18n) },
    { label: t('words.counter'), cell: ({ counterName }) => counterName },
    { label: t('words.shelf'), cell: ({ shelf }) => shelf },
    { label: t('words.status'), cell: ({ status }) => status && words.name(status) },
  ]
}
