import { E_PAGE_NOT_FOUND } from '#app/http/main'
import type { CurrentStaff } from '#app/staff/main'
import { readCase, type CardFacts } from './queries/read_case.js'

/** @throws E_PAGE_NOT_FOUND for a card of another municipality or of a counter that is not this person's (R44) */
export async function findCardForStaff(
  id: string,
  { counterIds }: Pick<CurrentStaff, 'counterIds'>
): Promise<CardFacts> {
  const card = await readCase(id)
  if (!card || !reaches(counterIds, card)) throw new E_PAGE_NOT_FOUND()
  return card
}

/** A card that is being sent to a counter is that counter's business as well. */
export const reaches = (
  counterIds: string[] | null,
  { counterId, inTransitTo }: { counterId: string; inTransitTo: string | null }
) =>
  counterIds === null ||
  counterIds.includes(counterId) ||
  (inTransitTo !== null && counterIds.includes(inTransitTo))
