import encryption from '@adonisjs/core/services/encryption'

/** What a resident has filled in so far. */
export interface Draft {
  old_card?: 'no' | 'yes'
  email?: string
}

const PURPOSE = 'reservation draft'

/**
 * Carries a filled-in form from page to page in the address, encrypted: the
 * server keeps nothing before the reservation is confirmed, and the address
 * tells nothing to a log or a history.
 */
export function sealDraft(draft: Draft): string {
  return encodeURIComponent(encryption.encrypt(draft, { expiresIn: '2 hours', purpose: PURPOSE }))
}

/** The draft, or nothing when it is none of ours or too old. */
export function openDraft(sealed: unknown): Draft | null {
  return typeof sealed === 'string' ? encryption.decrypt<Draft>(sealed, PURPOSE) : null
}
