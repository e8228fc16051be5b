import type { HttpContext } from '@adonisjs/core/http'
import { fieldSetOf } from '#app/fields/main'
import { missingInCp932, today, writeCsv } from '#app/ui/main'
import { exportLines, recordExport } from '../../actions/export_reservations.js'
import { reservationColumns } from '../../reservation_columns.js'
import { applicationFields } from '../../subjects.js'
import { exportValidator } from '../../validators/reservation_filter_validator.js'

/**
 * The list as a file (R54). A character CP932 does not have is shown with its
 * place first; the file is then taken in UTF-8, or with 〓 in its place.
 */
export default class ExportController {
  async handle({ i18n, request, response, staff, tenant, view }: HttpContext) {
    const input = await request.validateUsing(exportValidator)
    const { municipality } = tenant
    const { encoding, geta, keep_zeros: keepZeros, ...conditions } = input
    const filter = {
      ...conditions,
      from: conditions.from ?? today(),
      until: conditions.until ?? today(),
    }
    const fields = await fieldSetOf(applicationFields, municipality)
    const columns = reservationColumns(fields, i18n)
    const wanted = { municipality, filter, counterIds: staff!.counterIds, columns }
    const header = columns.map(({ label }) => label)

    if (encoding === 'cp932' && geta !== 'yes') {
      const missing = await missingInCp932(header, exportLines(wanted))
      if (missing.count > 0) {
        response.status(422)
        const base = `/${municipality.slug}/staff/reservations`
        return view.render('pages/staff/csv_refused', {
          ...missing,
          values: { ...filter, keep_zeros: keepZeros },
          action: `${base}/export`,
          back: { url: base, label: i18n.t('reservation.menu.reservations') },
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
      `attachment; filename="reservations-${filter.from}-${filter.until}.csv"`
    )
    return response.stream(
      writeCsv(header, exportLines(wanted), { encoding, keepZeros: keepZeros === 'yes' })
    )
  }
}
