import { tenancy } from '#app/tenancy/main'
import type { ReservationFact } from '#modules/reservation/api'
import { followVisit } from '../actions/follow_visit.js'

/** Whatever happened to a reservation: the card of whoever booked follows it. */
export default async function follow(
  { reservationId }: ReservationFact,
  { municipalityId }: { municipalityId: number }
) {
  await tenancy.run({ id: municipalityId }, () => followVisit(reservationId))
}
