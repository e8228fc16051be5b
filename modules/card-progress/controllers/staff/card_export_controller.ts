import type { HttpContext } from '@adonisjs/core/http'
import { missingInCp932, writeCsv } from '#app/ui/main'
import { exportLines, recordExport } from '../../actions/export_cases.js'
import { caseColumns, milestoneColumns } from '../../columns.js'
import { statusWords } from '../../queries/status_words.js'
import { exportValidator } from '../../validators/filter_validator.js'
import { caseFilterOf } from './cards_controller.js'

/**
 * 進捗状況一覧 as a file (R93), streamed. A character CP932 does not have is
 * shown with its place first; the file is then taken in UTF-8, or with 〓.
 */
export default class CardExportController {
  async handle({ i18n, request, response, staff, tenant, view }: HttpContext) {
    const input = await request.validateUsing(exportValidator)
    const { municipality } = tenant
    const { encoding, geta, keep_zeros: keepZeros, ...conditions } = input
    const filter = caseFilterOf(conditions)
    const words = await tenant.run(() => statusWords(i18n))
    const columns = [...caseColumns(words, i18n), ...milestoneColumns(words, i18n)]
    const wanted = { municipality, filter, counterIds: staff!.counterIds, columns }
    const header = columns.map(({ label }) => label)

    if (encoding === 'cp932' && geta !== 'yes') {
      const missing = await missingInCp932(header, exportLines(wanted))
      if (missing.count > 0) {
        response.status(422)
        const base = `/${municipality.slug}/staff/progress/cards`
        return view.render('pages/staff/csv_refused', {
          ...missing,
          values: { ...filter, statuses: filter.statuses.join(','), keep_zeros: keepZeros },
          action: `${base}/export`,
          back: { url: base, label: i18n.t('card-progress.menu.cards') },
        })
      }
    }
    await recordExport(wanted, encoding, tenant.actor())
    response.header('Cache-Control', 'no-store')
    response.header(
      'Content-Type',
      `text/csv; charset=${encoding === 'cp932' ? 'Shift_JIS' : 'utf-8'}`
    )
    response.header(
      'Content-Disposition',
      `attachment; filename="cards-${filter.from}-${filter.until}.csv"`
    )
    return response.stream(
      writeCsv(header, exportLines(wanted), { encoding, keepZeros: keepZeros === 'yes' })
    )
  }
}
