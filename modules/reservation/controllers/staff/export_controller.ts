import type { HttpContext } from '@adonisjs/core/http'
import { fieldSetOf } from '#app/fields/main'
import { offerCsv } from '#app/http/main'
import { exportLines } from '../../actions/export_reservations.js'
import { answeredFields, countListed } from '../../queries/list_reservations.js'
import { recordSeen } from '../../record_seen.js'
import { reservationColumns } from '../../reservation_columns.js'
import { applicationFields } from '../../subjects.js'
import { exportValidator } from '../../validators/reservation_filter_validator.js'
import { filterFor, queryOf, recordSearch, searchFrom, urlOf } from './asked_search.js'

/** What a search found as a file, in its order (R54). */
export default class ExportController {
  async handle(ctx: HttpContext) {
    const { i18n, request, response, session, staff, tenant } = ctx
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
    const taken = {
      by: tenant.actor(),
      note: (ids: string[]) => recordSeen(staff!, ids, 'export'),
    }
    return offerCsv(ctx, {
      filename: ['reservations', filter.from, filter.until].filter(Boolean).join('-'),
      header: columns.map(({ label }) => label),
      rows: (isTaken) => exportLines(wanted, isTaken ? taken : undefined),
      chosen: { encoding, geta, keepZeros: keepZeros === 'yes' },
      asked: {
        action: `${base}/export`,
        values: { ...queryOf(search, ctx), keep_zeros: keepZeros },
        back: { url: urlOf(base, search, ctx), label: i18n.t('reservation.menu.reservations') },
      },
      taking: () =>
        tenant.run(async () => {
          const count = await countListed(filter, counterIds)
          await recordSearch(search, { action: 'export', encoding, count, found: count })
        }),
    })
  }
}
