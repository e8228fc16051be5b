import type { HttpContext } from '@adonisjs/core/http'
import { audit } from '#app/audit/main'
import { formatReadableCode } from '#app/exchange/main'
import { fieldSetOf } from '#app/fields/main'
import { findResident, liveCodeOf } from '../../queries/find_resident.js'
import { townTableInUse } from '../../queries/town_table_in_use.js'
import { postalAddressOf } from '../../postal_address.js'
import { residentSubject } from '../../resident_subject.js'
import { whyHidden } from '../../shown_resident.js'

/** One resident: what is registered, whether they may use the service, their link codes, and what can be done. */
export default class ResidentController {
  async render({ i18n, params, response, staff, tenant, view }: HttpContext) {
    const fields = await fieldSetOf(residentSubject, tenant.municipality)
    const { resident, hidden, towns } = await tenant.run(async () => {
      const found = await findResident(params.resident)
      const why = whyHidden(found.state, staff)
      await audit.record({
        action: 'residents.view',
        subject: { type: 'resident', id: found.id },
        detail: why ? { hidden: why } : {},
      })
      return { resident: found, hidden: why, towns: await townTableInUse() }
    })
    response.header('Cache-Control', 'no-store')
    return view.render('resident-registry::pages/staff/resident', {
      hidden,
      address: hidden
        ? null
        : postalAddressOf({ ...resident, linkCode: liveCodeOf(resident) }, towns),
      rows: hidden ? [] : fields.rows('staff', resident.values, i18n),
      /** What goes further than this line is nobody's who may not see the person. */
      resident: {
        id: resident.id,
        number: resident.number,
        state: resident.state,
        stateChangedAt: resident.stateChangedAt,
        stateReason: hidden ? null : resident.stateReason,
        createdAt: resident.createdAt,
        updatedAt: resident.updatedAt,
      },
      liveCode: liveCodeOf(resident),
      linkCodes: resident.linkCodes.map((code) => ({
        ...code,
        shown: formatReadableCode(code.code),
      })),
      base: `/${tenant.municipality.slug}/staff/residents`,
    })
  }
}
