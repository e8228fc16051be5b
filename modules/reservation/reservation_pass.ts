import encryption from '@adonisjs/core/services/encryption'
import { E_RESERVATION_NOT_FOUND } from './errors.js'

const PURPOSE = 'reservation pass'

/**
 * What a resident holds after giving number and key: opens the pages of that
 * one reservation for half an hour, without a session.
 */
export function passFor(municipalityId: number, reservationId: string): string {
  return encryption.encrypt([municipalityId, reservationId], {
    expiresIn: '30 minutes',
    purpose: PURPOSE,
  })
}

/** @throws E_RESERVATION_NOT_FOUND when it is no pass of this municipality or has expired */
export function reservationOf(municipalityId: number, pass: string): string {
  const content = encryption.decrypt<[number, string]>(pass, PURPOSE)
  if (!content || content[0] !== municipalityId) throw new E_RESERVATION_NOT_FOUND()
  return content[1]
}
