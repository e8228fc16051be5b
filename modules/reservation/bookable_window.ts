import { answersTo } from '#app/module_system/main'
import { municipalities, tenancy } from '#app/tenancy/main'
import { bookableWindow } from './api.js'
import { bookerNames } from './booker.js'
import { E_NOTHING_TO_BOOK, E_OUTSIDE_WINDOW } from './errors.js'
import { procedureType } from './queries/procedure_types.js'
import { linkCodesOf } from './queries/visit_of.js'

interface Wanted {
  counterId: string
  /** ISO date. */
  visitDate: string
  procedureTypeId: string | null
}

/**
 * Refuses a visit at a counter or on a day at which what the booker comes for
 * cannot be there; strangers are not bound, and nobody is who comes for something
 * else than a card. Runs in the tenant scope.
 *
 * @throws E_OUTSIDE_WINDOW
 * @throws E_NOTHING_TO_BOOK
 */
export async function checkWindowOf(bookerId: string | undefined, wanted: Wanted) {
  if (!bookerId) return
  const municipality = await municipalities.byId(tenancy.current().municipalityId)
  await check((await bookerNames([bookerId], municipality)).get(bookerId), wanted)
}

/** The same for a reservation that is to move. */
export async function checkWindowOfReservation(reservationId: string, wanted: Wanted) {
  await check((await linkCodesOf([reservationId])).get(reservationId), wanted)
}

async function check(
  shownId: string | undefined,
  { counterId, visitDate, procedureTypeId }: Wanted
) {
  if (shownId === undefined) return
  if ((await procedureType(procedureTypeId))?.collectsCard === false) return
  const municipality = await municipalities.byId(tenancy.current().municipalityId)
  for (const windowOf of await answersTo(bookableWindow, municipality)) {
    const window = await windowOf(shownId)
    if (window === undefined) continue
    if (window === 'nothing') throw new E_NOTHING_TO_BOOK()
    const isLate = window.until !== null && visitDate > window.until
    if (counterId !== window.counterId || visitDate < window.from || isLate) {
      throw new E_OUTSIDE_WINDOW()
    }
  }
}
