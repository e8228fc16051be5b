import { defineEvent, uiSlot } from '@madoguchi/module-kit'

/** What other modules may know of a reservation: no key, nothing about the person. */
export interface ReservationFact {
  reservationId: string
  counterId: string
  /** ISO date. */
  visitDate: string
  receptionNumber: number
}

export const reservationMade = defineEvent<ReservationFact>('reservation.made')
export const reservationChanged = defineEvent<ReservationFact>('reservation.changed')
export const reservationCancelled = defineEvent<ReservationFact>('reservation.cancelled')
export const reservationArrived = defineEvent<ReservationFact>('reservation.arrived')

/** Below the facts on the staff's page of one reservation. */
export const reservationDetail = uiSlot<{ reservationId: string }>('reservation.detail')
