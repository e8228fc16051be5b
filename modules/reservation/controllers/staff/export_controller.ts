import type { HttpContext } from '@adonisjs/core/http'
import { fieldSetOf } from '#app/fields/main'
import { missingInCp932, writeCsv } from '#app/ui/main'
import { exportLines } from '../../actions/export_reservations.js'
import { answeredFields, countListed } from '../../queries/list_reservations.js'
import { recordSeen } from '../../record_seen.js'
import { reservationColumns } from '../../reservation_columns.js'
import { applicationFields } from '../../subjects.js'
import { exportValidator } from '../../validators/reservation_filter_validator.js'
import { filterFor, queryOf, recordSearch, searchFrom, urlOf } from './asked_search.js'

/**
 * What a search found as a file, in its order (R54). A character CP932 does not have is shown with its
 * place first; the file is then taken in UTF-8, or with 〓 in its place.
 */
export default class ExportController {
  async handle(ctx: HttpContext) {
    const { i18n, request, response, session, staff, tenant, view } = ctx
    const input = await request.validateUsing(exportValidator)
    const { municipality } = tenant
    const base = `/${municipality.slug}/staff/reservations`
    const { encoding, geta, keep_zeros: keepZeros, ...asked } = input
    const search = searchFrom(asked, ctx)
    if (!search) {
      session.flash('error', i18n.t('reservation.staff.list.expired'))
      return response.redirect().status(303).toPath(base)
    }
    const { counterIds } = staff!
    const { filter, also } = await tenant.run(async () => {
      const conditions = await filterFor(search, ctx)
      return { filter: conditions, also: await answeredFields(conditions, counterIds) }
    })
    const fields = await fieldSetOf(applicationFields, municipality)
    const hidePersonal = !staff!.can('reservation.view_personal')
    const columns = reservationColumns(fields.columns(i18n, { also, hidePersonal }), i18n)
    const wanted = { municipality, filter, counterIds, order: search.order, columns }
    const header = columns.map(({ label }) => label)

    if (encoding === 'cp932' && geta !== 'yes') {
      const missing = await missingInCp932(header, exportLines(wanted))
      if (missing.count > 0) {
        response.status(422)
        return view.render('pages/staff/csv_refused', {
          ...missing,
          values: { ...queryOf(search, ctx), keep_zeros: keepZeros },
          action: `${base}/export`,
          back: { url: urlOf(base, search, ctx), label: i18n.t('reservation.menu.reservations') },
        })
      }
    }
    await tenant.run(async () => {
      const count = await countListed(filter, counterIds)
      await recordSearch(search, { action: 'export', encoding, count, found: count })
    })
    const taken = {
      by: tenant.actor(),
      note: (ids: string[]) => recordSeen(staff!, ids, 'export'),
    }
    response.header('Cache-Control', 'no-store')
    response.header(
      'Content-Type',
      `text/csv; charset=${encoding === 'cp932' ? 'Shift_JIS' : 'utf-8'}`
    )
    response.header(
      'Content-Disposition',
      `attachment; filename="${['reservations', filter.from, filter.until].filter(Boolean).join('-')}.csv"`
    )
    return response.stream(
      writeCsv(header, exportLines(wanted, taken), { encoding, keepZeros: keepZeros === 'yes' })
    )
  }
}
