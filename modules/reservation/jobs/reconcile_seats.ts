import logger from '@adonisjs/core/services/logger'
import { audit } from '#app/audit/main'
import { tenancy } from '#app/tenancy/main'
import { seatsOutOfBalance } from '../queries/seats_out_of_balance.js'

/** Raises the alarm when seats and reservations disagree; mends nothing, because the cause has to be found first. */
export default async function reconcileSeats({ municipalityId }: { municipalityId: number }) {
  await tenancy.run({ id: municipalityId }, async () => {
    const slots = await seatsOutOfBalance()
    if (slots.length === 0) return
    logger.error({ municipalityId, slots }, 'seats and reservations disagree')
    await audit.record({
      action: 'reservation.reconcile_seats',
      result: 'failed',
      detail: { slots: slots.length, first: slots[0] },
    })
  })
}
