import type { HttpContext } from '@adonisjs/core/http'
import { offerCsv } from '#app/http/main'
import { exportLines, recordExport, textsOfExport } from '../../actions/export_cases.js'
import { caseColumns, milestoneColumns } from '../../columns.js'
import { statusWords } from '../../queries/status_words.js'
import { exportValidator } from '../../validators/filter_validator.js'
import { caseFilterOf } from './cards_controller.js'

/** 進捗状況一覧 as a file (R93), streamed. */
export default class CardExportController {
  async handle(ctx: HttpContext) {
    const { i18n, request, staff, tenant } = ctx
    const { municipality } = tenant
    const input = await request.validateUsing(exportValidator)
    const { encoding, geta, keep_zeros: keepZeros, ...conditions } = input
    const filter = caseFilterOf(conditions)
    const words = await tenant.run(() => statusWords(i18n))
    const columns = [...caseColumns(words, i18n), ...milestoneColumns(words, i18n)]
    const wanted = { municipality, filter, counterIds: staff!.counterIds, columns }
    const list = `/${municipality.slug}/staff/progress/cards`
    return offerCsv(ctx, {
      filename: `cards-${filter.from}-${filter.until}`,
      header: columns.map(({ label }) => label),
      rows: () => exportLines(wanted),
      texts: () => tenant.run(() => textsOfExport(wanted, words)),
      chosen: { encoding, geta, keepZeros: keepZeros === 'yes' },
      asked: {
        action: `${list}/export`,
        values: { ...filter, statuses: filter.statuses.join(','), keep_zeros: keepZeros },
        back: { url: list, label: i18n.t('card-progress.menu.cards') },
      },
      taking: () => recordExport(wanted, encoding, tenant.actor()),
    })
  }
}
