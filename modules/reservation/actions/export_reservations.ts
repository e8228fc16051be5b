import { tenancy, type Municipality } from '#app/tenancy/main'
import type { ListOrder } from '../list_order.js'
import {
  listReservations,
  type ListedReservation,
  type ReservationFilter,
} from '../queries/list_reservations.js'
import type { ReservationColumn } from '../reservation_columns.js'

const LINES_AT_A_TIME = 1_000

interface Export {
  municipality: Municipality
  filter: ReservationFilter
  counterIds: string[] | null
  order: ListOrder
  columns: ReservationColumn[]
}

/**
 * The lines of the file, a thousand at a time, each thousand in a transaction
 * of its own: a slow connection holds none open.
 */
export async function* exportLines(wanted: Export): AsyncGenerator<string[]> {
  const { municipality, filter, counterIds, order, columns } = wanted
  let after: ListedReservation | undefined
  do {
    const page = await tenancy.run(municipality, () =>
      listReservations(filter, { counterIds, order, after, limit: LINES_AT_A_TIME })
    )
    for (const reservation of page) yield columns.map(({ cell }) => cell(reservation))
    after = page.length === LINES_AT_A_TIME ? page.at(-1) : undefined
  } while (after)
}
