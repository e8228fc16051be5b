import QRCode from 'qrcode'
import { offerSecret, openOffer } from './sealed_secret.js'
import { toBase32, totpAddress } from './totp.js'

/**
 * What an enrolment page shows of a new secret: as text, as a QR code, and
 * sealed for the way back. After a wrong code it is the same one, which is in
 * the authenticator already.
 *
 * @param sent what the form brought back, if it did
 */
export async function describeOffer(about: {
  ownerId: string
  issuer: string
  account: string
  sent: unknown
}) {
  const { ownerId, sent } = about
  const known = typeof sent === 'string' ? openOffer(ownerId, sent) : null
  const { secret, offer } = known ? { secret: known, offer: sent } : offerSecret(ownerId)
  const address = totpAddress(secret, about.issuer, about.account)
  return {
    offer,
    groups: toBase32(secret).match(/.{4}/g)!.join(' '),
    qrCode: await QRCode.toString(address, { type: 'svg', width: 200 }),
  }
}
