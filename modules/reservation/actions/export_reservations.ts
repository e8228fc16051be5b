import { audit } from '#app/audit/main'
import { tenancy, type Actor, type Municipality } from '#app/tenancy/main'
import {
  countListed,
  listReservations,
  type After,
  type ReservationFilter,
} from '../queries/list_reservations.js'
import type { ReservationColumn } from '../reservation_columns.js'

const LINES_AT_A_TIME = 1_000

interface Export {
  municipality: Municipality
  filter: ReservationFilter
  counterIds: string[] | null
  columns: ReservationColumn[]
}

/** Notes who takes how many reservations out of the system, under which conditions (R45). */
export async function recordExport(
  { municipality, filter, counterIds }: Export,
  encoding: string,
  actor: Actor
) {
  await tenancy.run(
    municipality,
    async () => {
      const count = await countListed(filter, counterIds)
      await audit.record({ action: 'reservation.export', detail: { ...filter, encoding, count } })
    },
    actor
  )
}

/**
 * The lines of the file, a thousand at a time, each thousand in a transaction
 * of its own: a slow connection holds none open.
 */
export async function* exportLines(wanted: Export): AsyncGenerator<string[]> {
  const { municipality, filter, counterIds, columns } = wanted
  let after: After | undefined
  do {
    const page = await tenancy.run(municipality, () =>
      listReservations(filter, { counterIds, after, limit: LINES_AT_A_TIME })
    )
    for (const reservation of page) yield columns.map(({ cell }) => cell(reservation))
    after = page.length === LINES_AT_A_TIME ? page.at(-1) : undefined
  } while (after)
}
