import type { I18n } from '@adonisjs/i18n'
import type { FieldColumn } from '#app/fields/main'
import { formatClock, inTokyo } from '#app/ui/main'
import { howItCame } from './how_it_came.js'
import type { ListedReservation } from './queries/list_reservations.js'

export interface ReservationColumn {
  label: string
  cell(reservation: ListedReservation): string
}

/** The columns of a file of reservations: what is known of each, then what was answered. */
export function reservationColumns(fields: FieldColumn[], i18n: I18n): ReservationColumn[] {
  const word = (key: string) => i18n.t(`reservation.${key}`)
  return [
    { label: word('words.number'), cell: ({ receptionNumber }) => String(receptionNumber) },
    { label: word('staff.list.visit_date'), cell: ({ startsAt }) => isoDay(startsAt) },
    { label: word('staff.list.visit_time'), cell: ({ startsAt }) => formatClock(startsAt) },
    { label: word('words.place'), cell: ({ counterName }) => counterName },
    { label: word('words.procedure'), cell: ({ procedureNames }) => procedureNames?.ja ?? '' },
    { label: word('words.state'), cell: ({ state }) => word(`states.${state}`) },
    {
      label: word('staff.slot.how'),
      cell: (reservation) => word(`staff.slot.${howItCame(reservation)}`),
    },
    {
      label: word('staff.reservation.made'),
      cell: ({ reservedAt }) => `${isoDay(reservedAt)} ${formatClock(reservedAt)}`,
    },
    { label: word('staff.reservation.serial'), cell: ({ serialNumber }) => serialNumber },
    {
      label: word('staff.handling.old_card'),
      cell: ({ oldCardCollected }) => (oldCardCollected ? '○' : ''),
    },
    { label: word('staff.handling.what'), cell: ({ handling }) => handling ?? '' },
    ...fields.map(({ label, plain }) => ({
      label,
      cell: ({ answers }: ListedReservation) => plain(answers),
    })),
  ]
}

const isoDay = (moment: Date) => inTokyo(moment).toISODate()
