import { tenancy } from '#app/tenancy/main'
import { eraseContacts } from '../actions/erase_contacts.js'
import { eraseOldDrafts } from '../actions/keep_draft.js'
import { releaseExpiredHolds } from '../actions/release_expired_holds.js'

/** Frees the seats of holds whose time is over and forgets what was typed there and addresses nobody needs any more, once a minute. */
export default async function job({ municipalityId }: { municipalityId: number }) {
  await tenancy.run({ id: municipalityId }, async () => {
    await releaseExpiredHolds()
    await eraseOldDrafts()
    await eraseContacts()
  })
}
