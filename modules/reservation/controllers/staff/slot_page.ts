import type { HttpContext } from '@adonisjs/core/http'
import { audit } from '#app/audit/main'
import { fieldSetOf } from '#app/fields/main'
import { WINDOW_REASONS, type PickUp } from '../../bookable_window.js'
import { directoryOf } from '../../booker.js'
import { offerAt } from '../../procedure_type.js'
import { procedureTypes } from '../../queries/procedure_types.js'
import { reservationsOfSlot } from '../../queries/reservations_of_slot.js'
import { returningSeatsOfSlot } from '../../queries/returning_seats_of_slot.js'
import { recordSeen } from '../../record_seen.js'
import { shelvesOf } from '../../shelf_order.js'
import { reservationSettings } from '../../settings.js'
import { findSlotForStaff } from '../../staff_reach.js'
import { applicationFields } from '../../subjects.js'

/** What the proxy booking form holds, and what is wrong with it. */
export interface ProxyForm {
  token: string
  /** Where the card of whoever it is for can be had, once that was asked; null where nothing binds them. */
  pickUp?: PickUp | null
  values?: Record<string, unknown>
  errors?: { field: string; message: string }[]
}

/** The page of one slot: who is expected, with what they answered (R45), and the proxy booking form. */
export async function slotPage(
  ctx: HttpContext,
  { token, pickUp, values = {}, errors = [] }: ProxyForm
) {
  const { i18n, params, staff, tenant, view } = ctx
  const fields = await fieldSetOf(applicationFields, tenant.municipality)
  const { slot, reservations, shelves, returning, types } = await tenant.run(async () => {
    const found = {
      slot: await findSlotForStaff(params.slot, staff!),
      ...(await cardsAt(params.slot)),
      types: await procedureTypes('staff'),
      returning: await returningSeatsOfSlot(params.slot),
    }
    await audit.record({
      action: 'reservation.list',
      detail: { slot: found.slot.id, shown: found.reservations.length },
    })
    await recordSeen(
      staff!,
      found.reservations.map(({ id }) => id)
    )
    return found
  })
  const { link_code: linkCodeUse } = reservationSettings.read(tenant.municipality)
  return view.render('reservation::pages/staff/slot', {
    ...{ slot, reservations, shelves, returning, token, pickUp, values, errors },
    away: reservations.filter(
      ({ id, state }) => state === 'reserved' && shelves?.get(id)?.here === false
    ).length,
    linkCodeUse,
    directory: (await directoryOf(tenant.municipality)) !== undefined,
    windowReasons: (shelves || linkCodeUse !== 'unused') && WINDOW_REASONS,
    columns: fields.columns(i18n, { hidePersonal: !staff!.can('reservation.view_personal') }),
    inputs: fields.inputs('staff', i18n, values),
    types: types.filter((type) => offerAt(type, slot.counterId).offered),
    base: `/${tenant.municipality.slug}/staff`,
    settings: reservationSettings.read(tenant.municipality),
  })
}

/** Who is expected, and where their cards lie. */
async function cardsAt(slotId: string) {
  const reservations = await reservationsOfSlot(slotId)
  return { reservations, shelves: await shelvesOf(reservations) }
}
