import type { FeedDeclaration, ReceivedFeed, SentFeed } from '#app/module_kit/main'
import { inForce } from '#app/module_system/main'
import type { Municipality } from '#app/tenancy/main'

const feedsOf = (municipality: Pick<Municipality, 'modules'>): FeedDeclaration[] =>
  inForce(municipality).flatMap(({ exchange }) => exchange ?? [])

/** What a municipality's modules write files of. */
export const sentFeedsOf = (municipality: Pick<Municipality, 'modules'>): SentFeed[] =>
  feedsOf(municipality).filter((one): one is SentFeed => 'collect' in one)

/** What they read files of. */
export const receivedFeedsOf = (municipality: Pick<Municipality, 'modules'>): ReceivedFeed[] =>
  feedsOf(municipality).filter((one): one is ReceivedFeed => 'reader' in one)
