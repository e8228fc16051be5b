import { currentLinkCodes, readReadableCode } from '#app/exchange/main'
import { municipalities, tenancy } from '#app/tenancy/main'
import { inTokyo, today } from '#app/ui/main'
import type { WindowOf } from '#modules/reservation/api'
import { waitingCard } from './queries/window_of_code.js'
import { progressSettings } from './settings.js'

/**
 * A card is fetched where it lies, or where it is on its way to once it can
 * have come, and while it is kept. Somebody who never had a card is not bound.
 */
const windowOf: WindowOf = async (shownId) => {
  const read = readReadableCode(shownId)
  const linkCode = read && (await currentLinkCodes([read])).get(read)
  const card = linkCode ? await waitingCard(linkCode) : undefined
  if (card === undefined) return undefined
  if (card === 'none' || card.status === 'LOST' || card.status === 'NONE') return 'nothing'
  const municipality = await municipalities.byId(tenancy.current().municipalityId)
  const { transit_days: days } = progressSettings.read(municipality)
  return {
    counterId: card.inTransitTo ?? card.counterId,
    from: card.inTransitTo ? inTokyo(today()).plus({ days }).toISODate()! : today(),
    until: card.deadline,
  }
}

export default windowOf
