import { answersTo } from '#app/module_system/main'
import { municipalities, tenancy } from '#app/tenancy/main'
import { shelfOf, type ShelfPlace } from './api.js'
import type { Visit } from './queries/list_visits.js'

/**
 * Where what visitors come for lies. Runs in the tenant scope.
 *
 * @returns nothing where no module knows shelves
 */
export async function shelvesOf(
  visits: { id: string; counterId: string; collectsCard: boolean }[]
): Promise<Map<string, ShelfPlace> | undefined> {
  const municipality = await municipalities.byId(tenancy.current().municipalityId)
  const [lookUp] = await answersTo(shelfOf, municipality)
  return lookUp?.(
    visits
      .filter(({ collectsCard }) => collectsCard)
      .map(({ id, counterId }) => ({ reservationId: id, counterId }))
  )
}

/**
 * Visits in the order in which what they come for is taken off the shelves:
 * each counter's day by shelf, then those without one as they come. Where no
 * module knows shelves the order stays; runs in the tenant scope.
 *
 * @returns also whether any module knows shelves
 */
export async function inShelfOrder(
  visits: Visit[]
): Promise<{ visits: Visit[]; knowsShelves: boolean }> {
  const shelves = await shelvesOf(visits)
  if (!shelves) return { visits, knowsShelves: false }
  const counters = [...new Set(visits.map(({ counterId }) => counterId))]
  const placed = visits.map((visit) => ({ ...visit, shelf: shelves.get(visit.id)?.text }))
  return {
    knowsShelves: true,
    visits: placed.sort(
      (a, b) =>
        compare(a.date, b.date) ||
        counters.indexOf(a.counterId) - counters.indexOf(b.counterId) ||
        Number(a.shelf === undefined) - Number(b.shelf === undefined) ||
        inNumbers.compare(a.shelf ?? '', b.shelf ?? '')
    ),
  }
}

/** A-2 before A-12. */
const inNumbers = new Intl.Collator('ja', { numeric: true })

const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)
