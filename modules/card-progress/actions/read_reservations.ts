import type { FeedReader, FeedRow } from '@madoguchi/module-kit'
import { currentLinkCodes } from '#app/exchange/main'
import { Counter } from '#app/tenancy/main'
import { inTokyo } from '#app/ui/main'
import type { reservationsFeed, VisitFact } from '#modules/reservation/api'
import { tellCard } from './follow_visit.js'

type Row = FeedRow<(typeof reservationsFeed)['columns']>

/** What residents booked in the other deployment becomes events of their cards, exactly as it does in one. */
const because = (key: string) => `card-progress.staff.${key}`
const UNKNOWN_COUNTER = because('exchange.unknown_counter')
const NO_CARD = because('exchange.no_card')

const reader: FeedReader<Row> = {
  mends: { because: [UNKNOWN_COUNTER, NO_CARD], key: 'reservation' },

  async read(rows) {
    const counters = new Map((await Counter.all()).map(({ code, id }) => [code, id]))
    const codes = await currentLinkCodes(rows.map(({ link_code: code }) => code))
    const leftOut = []
    for (const [row, line] of rows.entries()) {
      const linkCode = codes.get(line.link_code)!
      const told = await tell({ ...line, link_code: linkCode }, counters.get(line.counter))
      if (told) leftOut.push({ row, because: told })
    }
    return leftOut
  },
}

export default reader

/** @returns why the card was not told everything */
async function tell(line: Row, counterId?: string): Promise<string | undefined> {
  if (!counterId) return UNKNOWN_COUNTER
  const startsAt = new Date(line.starts_at)
  const visit: VisitFact = {
    ...{ reservationId: line.reservation, counterId, startsAt },
    visitDate: inTokyo(startsAt).toISODate()!,
    receptionNumber: Number(line.reception_number),
    state: line.state as VisitFact['state'],
    collectsCard: true,
    settledAt: line.settled_at ? new Date(line.settled_at) : null,
  }
  const told = await tellCard(line.link_code, line.reservation, async (id) =>
    id === line.reservation ? visit : undefined
  )
  if (!told) return NO_CARD
  return told.refused[0] && because(`refusals.${told.refused[0]}`)
}
