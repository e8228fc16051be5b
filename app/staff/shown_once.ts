import encryption from '@adonisjs/core/services/encryption'
import type { HttpContext } from '@adonisjs/core/http'

type Session = HttpContext['session']
const KEY = 'shown_once'

/**
 * Keeps a password for the one page that shows it. Encrypted, because
 * sessions lie in the database.
 *
 * @param ownerId id of the account it belongs to
 */
export function keepForOnce(session: Session, ownerId: string, password: string) {
  session.put(KEY, encryption.encrypt({ ownerId, password }))
}

/** The password kept for this account, once: asked again there is none. */
export function takeOnce(session: Session, ownerId: string): string | null {
  const sealed = session.get(KEY)
  const kept = sealed && encryption.decrypt<{ ownerId: string; password: string }>(sealed)
  if (!kept || kept.ownerId !== ownerId) return null
  session.forget(KEY)
  return kept.password
}
