import { DateTime } from 'luxon'
import { enqueue } from '#app/jobs/main'
import { municipalities, tenancy } from '#app/tenancy/main'
import { collectParties } from '../actions/collect_parties.js'
import { offerMove, type MoveTerms } from '../actions/offer_move.js'
import { closureParties } from '../queries/closure_parties.js'

/** Seconds between two mails, so that a mail server takes them all. */
const SECONDS_APART = 2

/** Parties of one job: each has weeks of slots looked through, and a job that takes too long is taken for dead. */
const AT_ONCE = 50

/** Some of a closure's parties, and when the mail to the first of them may leave. */
interface Batch {
  partyIds: string[]
  after: string
}

/**
 * Offers everybody a closure concerns another time, each in a transaction of
 * its own: killed half-way it goes on with those who have no offer yet. More
 * than one job does in time are left to jobs of their own.
 */
export default async function offerMoves({
  municipalityId,
  closureId,
  batch,
  ...terms
}: { municipalityId: number; closureId: string; batch?: Batch } & MoveTerms) {
  const municipality = await municipalities.byId(municipalityId)
  const { partyIds, after } =
    batch ?? (await tenancy.run(municipality, () => begin(closureId, terms)))
  const first = DateTime.fromISO(after)
  for (const [i, partyId] of partyIds.entries()) {
    const leaves = first.plus({ seconds: i * SECONDS_APART }).toJSDate()
    await tenancy.run(municipality, () =>
      offerMove(municipality, closureId, partyId, terms, leaves)
    )
  }
}

/** Collects who waits for an offer. @returns the first of them; the others are enqueued */
async function begin(closureId: string, terms: MoveTerms): Promise<Batch> {
  await collectParties(closureId)
  const parties = await closureParties(closureId, ['open', 'missed'])
  const now = DateTime.now()
  const batchFrom = (i: number): Batch => ({
    partyIds: parties.slice(i, i + AT_ONCE).map(({ partyId }) => partyId),
    after: now.plus({ seconds: i * SECONDS_APART }).toISO(),
  })
  for (let i = AT_ONCE; i < parties.length; i += AT_ONCE) {
    await enqueue('reservation.offer_moves', { closureId, ...terms, batch: batchFrom(i) })
  }
  return batchFrom(0)
}
