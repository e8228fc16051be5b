import { tenancy } from '#app/tenancy/main'
import { releaseExpiredHolds } from '../actions/release_expired_holds.js'

/** Frees the seats of holds whose time is over, once a minute. */
export default async function job({ municipalityId }: { municipalityId: number }) {
  await tenancy.run({ id: municipalityId }, () => releaseExpiredHolds())
}
