import { tenancy, type Actor, type Municipality } from '#app/tenancy/main'
import { rowsByPage } from '#app/ui/main'
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

/** Who takes the lines away, and what is noted of them. */
interface Taken {
  by: Actor
  note(ids: string[]): Promise<void>
}

/** The lines of the file, in the order of the list; a page is noted before it goes out. */
export async function* exportLines(wanted: Export, taken?: Taken): AsyncGenerator<string[]> {
  const { municipality, filter, counterIds, order, columns } = wanted
  const limit = LINES_AT_A_TIME
  const reservations = rowsByPage<ListedReservation>(
    (after) =>
      tenancy.run(
        municipality,
        async () => {
          const page = await listReservations(filter, { counterIds, order, after, limit })
          await taken?.note(page.map(({ id }) => id))
          return page
        },
        taken?.by
      ),
    limit
  )
  for await (const reservation of reservations) yield columns.map(({ cell }) => cell(reservation))
}
