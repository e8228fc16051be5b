import type { HttpContext } from '@adonisjs/core/http'
import { missingInCp932, writeCsv } from '#app/ui/main'
import {
  ADDRESS_COLUMNS,
  addressLines,
  recordAddressExport,
  takeable,
} from '../../actions/export_addresses.js'
import { findPrint } from '../../queries/list_prints.js'
import { printedResidents } from '../../queries/printed_residents.js'
import { addressExportValidator } from '../../validators/printing_validators.js'

/**
 * 宛名データ of those a print has printed, for a printer outside. A character
 * CP932 does not have is shown with its place first.
 */
export default class AddressExportController {
  async handle({ i18n, params, request, response, session, tenant, view }: HttpContext) {
    const { municipality } = tenant
    const back = `/${municipality.slug}/staff/printing/prints/${params.print}`
    const { printed, kind, layout } = await tenant.run(async () => ({
      ...(await findPrint(params.print)),
      printed: await printedResidents(params.print),
    }))
    const ids = await takeable(municipality, printed)
    const { encoding, geta } = await request.validateUsing(addressExportValidator)
    if (ids.length === 0) {
      session.flash('error', i18n.t('printing.staff.addresses.nobody'))
      return response.redirect().status(303).toPath(back)
    }
    const header = ADDRESS_COLUMNS.map((name) => i18n.t(`printing.staff.addresses.columns.${name}`))
    const lines = () => addressLines(municipality, ids, layout)
    if (encoding === 'cp932' && geta !== 'yes') {
      const missing = await missingInCp932(header, lines())
      if (missing.count > 0) {
        response.status(422)
        return view.render('pages/staff/csv_refused', {
          ...missing,
          values: {},
          action: `${back}/addresses`,
          back: { url: back, label: i18n.t(`printing.staff.kinds.${kind}`) },
        })
      }
    }
    await tenant.run(() => recordAddressExport(params.print, ids, encoding))
    const charset = encoding === 'cp932' ? 'Shift_JIS' : 'utf-8'
    response.header('Cache-Control', 'no-store')
    response.header('Content-Type', `text/csv; charset=${charset}`)
    response.header('Content-Disposition', 'attachment; filename="addresses.csv"')
    return response.stream(writeCsv(header, lines(), { encoding }))
  }
}
