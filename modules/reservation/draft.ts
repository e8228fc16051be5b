import encryption from '@adonisjs/core/services/encryption'
import type { FieldValues } from '@madoguchi/module-kit'

/** What a resident has filled in so far. */
export interface Draft {
  values: FieldValues
  /** Whether the address still has to be proven by opening the mailed link. */
  unproven?: boolean
  /** Folder of the language the form was filled in in; what is mailed is in it too. */
  locale?: string
  /** Who books, as the module that knows people calls them. */
  booker?: string
  /** What they come for, where whoever books unknown says it. */
  linkCode?: string
}

const PURPOSE = 'reservation draft'

/**
 * What is kept of a filled-in form until it is confirmed: encrypted, because
 * it may name a person, and on the hold's row, because neither an address nor
 * a log is a place for it.
 */
export function sealDraft(draft: Draft): string {
  return encryption.encrypt(draft, { purpose: PURPOSE })
}

/** The draft, or nothing when none was kept. */
export function openDraft(sealed: string | null): Draft | null {
  return sealed === null ? null : encryption.decrypt<Draft>(sealed, PURPOSE)
}
