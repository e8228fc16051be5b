import encryption from '@adonisjs/core/services/encryption'
import type { HttpContext } from '@adonisjs/core/http'

type Session = HttpContext['session']
const KEY = 'waits_for_code'

/** How long the code may be in coming. */
const PATIENCE = '10 minutes'

/**
 * Remembers that a password was right and a code has to follow. Whoever is
 * remembered so is not signed in.
 */
export function waitForCode(session: Session, staffId: string) {
  session.put(KEY, encryption.encrypt(staffId, { expiresIn: PATIENCE, purpose: KEY }))
}

/** Whose code is waited for; null when nobody gave a password, or too long ago. */
export function waitsForCode(session: Session): string | null {
  const sealed = session.get(KEY)
  return sealed ? encryption.decrypt<string>(sealed, KEY) : null
}

export function codeCame(session: Session) {
  session.forget(KEY)
}
