import encryption from '@adonisjs/core/services/encryption'
import { E_ENTRY_NOT_FOUND, E_RESERVATION_NOT_FOUND } from './errors.js'

const RESERVATION = 'reservation pass'
const ENTRY = 'waitlist pass'
const MOVE = 'move pass'

/**
 * What a resident holds after giving number and key: opens the pages of that
 * one reservation for half an hour, without a session.
 */
export const passFor = (municipalityId: number, reservationId: string) =>
  seal(RESERVATION, municipalityId, reservationId)

/** @throws E_RESERVATION_NOT_FOUND when it is no pass of this municipality or has expired */
export function reservationOf(municipalityId: number, pass: string): string {
  const id = open(RESERVATION, municipalityId, pass)
  if (!id) throw new E_RESERVATION_NOT_FOUND()
  return id
}

/** The same for a place in a line, after giving number and code. */
export const entryPassFor = (municipalityId: number, entryId: string) =>
  seal(ENTRY, municipalityId, entryId)

/** @throws E_ENTRY_NOT_FOUND when it is no pass of this municipality or has expired */
export function entryOf(municipalityId: number, pass: string): string {
  const id = open(ENTRY, municipalityId, pass)
  if (!id) throw new E_ENTRY_NOT_FOUND()
  return id
}

/** What a mail about a closure leads to: the page that offers another time, for as long as anybody may wait. */
export const movePassFor = (municipalityId: number, closureId: string, partyId: string) =>
  seal(MOVE, municipalityId, `${closureId} ${partyId}`, '90 days')

/** @throws E_RESERVATION_NOT_FOUND likewise */
export function moveOf(municipalityId: number, pass: string) {
  const [closureId, partyId] = open(MOVE, municipalityId, pass)?.split(' ') ?? []
  if (!partyId) throw new E_RESERVATION_NOT_FOUND()
  return { closureId, partyId }
}

function seal(purpose: string, municipalityId: number, id: string, expiresIn = '30 minutes') {
  return encryption.encrypt([municipalityId, id], { expiresIn, purpose })
}

function open(purpose: string, municipalityId: number, pass: string): string | undefined {
  const content = encryption.decrypt<[number, string]>(pass, purpose)
  return content?.[0] === municipalityId ? content[1] : undefined
}
