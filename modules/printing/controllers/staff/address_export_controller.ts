import type { HttpContext } from '@adonisjs/core/http'
import { offerCsv } from '#app/http/main'
import {
  ADDRESS_COLUMNS,
  addressLines,
  recordAddressExport,
  takeable,
} from '../../actions/export_addresses.js'
import { findPrint } from '../../queries/list_prints.js'
import { printedResidents } from '../../queries/printed_residents.js'
import { addressExportValidator } from '../../validators/printing_validators.js'

/** 宛名データ of those a print has printed, for a printer outside. */
export default class AddressExportController {
  async handle(ctx: HttpContext) {
    const { i18n, params, request, response, session, tenant } = ctx
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
    return offerCsv(ctx, {
      filename: 'addresses',
      header: ADDRESS_COLUMNS.map((name) => i18n.t(`printing.staff.addresses.columns.${name}`)),
      rows: () => addressLines(municipality, ids, layout),
      chosen: { encoding, geta },
      asked: {
        ...{ action: `${back}/addresses`, values: {} },
        back: { url: back, label: i18n.t(`printing.staff.kinds.${kind}`) },
      },
      taking: () => tenant.run(() => recordAddressExport(params.print, ids, encoding)),
    })
  }
}
