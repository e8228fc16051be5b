import encryption from '@adonisjs/core/services/encryption'
import type { HttpContext } from '@adonisjs/core/http'

type Session = HttpContext['session']
const KEY = 'temporary_password'

/**
 * Keeps a temporary password for the one page that shows it. Encrypted,
 * because sessions lie in the database.
 */
export function keepTemporaryPassword(session: Session, staffId: string, password: string) {
  session.put(KEY, encryption.encrypt({ staffId, password }))
}

/** The password kept for this account, once: asked again there is none. */
export function takeTemporaryPassword(session: Session, staffId: string): string | null {
  const sealed = session.get(KEY)
  const kept = sealed && encryption.decrypt<{ staffId: string; password: string }>(sealed)
  if (!kept || kept.staffId !== staffId) return null
  session.forget(KEY)
  return kept.password
}
