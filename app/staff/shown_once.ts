import encryption from '@adonisjs/core/services/encryption'
import type { HttpContext } from '@adonisjs/core/http'

type Session = HttpContext['session']
const KEY = 'shown_once'

/**
 * Keeps a secret (a password, recovery codes) for the one page that shows it. Encrypted, because
 * sessions lie in the database.
 *
 * @param ownerId what it belongs to: the id of an account
 */
export function keepForOnce(session: Session, ownerId: string, secret: string) {
  session.put(KEY, encryption.encrypt({ ownerId, secret }))
}

/** The secret kept for this owner, once: asked again there is none. */
export function takeOnce(session: Session, ownerId: string): string | null {
  const sealed = session.get(KEY)
  const kept = sealed && encryption.decrypt<{ ownerId: string; secret: string }>(sealed)
  if (!kept || kept.ownerId !== ownerId) return null
  session.forget(KEY)
  return kept.secret
}
