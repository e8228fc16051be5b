import { tenancy } from '#app/tenancy/main'
import { eraseOldMail } from '../actions/erase_old_mail.js'

/** Nightly, for one municipality. */
export default async function eraseOldMailJob({ municipalityId }: { municipalityId: number }) {
  await tenancy.run({ id: municipalityId }, eraseOldMail)
}
