import encryption from '@adonisjs/core/services/encryption'
import { makeTotpSecret } from './totp.js'

/** What a stored secret is encrypted for. */
const SECRET_PURPOSE = 'staff second factor'

/** How long the page of an enrolment may stay open. */
const PATIENCE = '30 minutes'

const offerTo = (staffId: string) => `${SECRET_PURPOSE} offered to ${staffId}`

/**
 * A secret nobody uses yet, with the form in which the enrolment page carries
 * it there and back: for this person, and for half an hour. Nothing is stored
 * until a code shows that an authenticator has it.
 */
export function offerSecret(staffId: string): { secret: Buffer; offer: string } {
  const secret = makeTotpSecret()
  const offer = encryption.encrypt(secret.toString('base64'), {
    expiresIn: PATIENCE,
    purpose: offerTo(staffId),
  })
  return { secret, offer }
}

/** The secret of an offer; null when it is too old, or was made to somebody else. */
export function openOffer(staffId: string, offer: string): Buffer | null {
  const secret = encryption.decrypt<string>(offer, offerTo(staffId))
  return secret ? Buffer.from(secret, 'base64') : null
}

/** The secret as it is stored. */
export const sealSecret = (secret: Buffer) =>
  encryption.encrypt(secret.toString('base64'), { purpose: SECRET_PURPOSE })

/** The stored secret. */
export function openSecret(sealed: string): Buffer | null {
  const secret = encryption.decrypt<string>(sealed, SECRET_PURPOSE)
  return secret ? Buffer.from(secret, 'base64') : null
}
