import type { HttpContext } from '@adonisjs/core/http'
import { audit } from '#app/audit/main'
import { fieldSetOf } from '#app/fields/main'
import { directoryOf } from '../../booker.js'
import { offerAt } from '../../procedure_type.js'
import { procedureTypes } from '../../queries/procedure_types.js'
import { reservationsOfSlot } from '../../queries/reservations_of_slot.js'
import { returningSeatsOfSlot } from '../../queries/returning_seats_of_slot.js'
import { reservationSettings } from '../../settings.js'
import { findSlotForStaff } from '../../staff_reach.js'
import { applicationFields } from '../../subjects.js'

/** What the proxy booking form holds, and what is wrong with it. */
interface ProxyForm {
  token: string
  values?: Record<string, unknown>
  errors?: { field: string; message: string }[]
}

/** The page of one slot: who is expected, with what they answered (R45), and the proxy booking form. */
export async function slotPage(ctx: HttpContext, { token, values = {}, errors = [] }: ProxyForm) {
  const { i18n, params, staff, tenant, view } = ctx
  const fields = await fieldSetOf(applicationFields, tenant.municipality)
  const { slot, reservations, returning, types } = await tenant.run(async () => {
    const found = {
      slot: await findSlotForStaff(params.slot, staff!),
      reservations: await reservationsOfSlot(params.slot),
      types: await procedureTypes('staff'),
      returning: await returningSeatsOfSlot(params.slot),
    }
    await audit.record({
      action: 'reservation.list',
      detail: { slot: found.slot.id, shown: found.reservations.length },
    })
    return found
  })
  return view.render('reservation::pages/staff/slot', {
    ...{ slot, reservations, returning, token, values, errors },
    directory: (await directoryOf(tenant.municipality)) !== undefined,
    columns: fields.columns(i18n, { hidePersonal: !staff!.can('reservation.view_personal') }),
    inputs: fields.inputs('staff', i18n, values),
    types: types.filter((type) => offerAt(type, slot.counterId).offered),
    base: `/${tenant.municipality.slug}/staff`,
    settings: reservationSettings.read(tenant.municipality),
  })
}
