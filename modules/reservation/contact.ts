import encryption from '@adonisjs/core/services/encryption'

/** Whom to write to about a reservation, and in which language. */
export interface Contact {
  email: string
  /** Folder of the language the reservation was made in. */
  locale: string
}

const PURPOSE = 'reservation contact'

/** What is kept of a contact until the visit is over. */
export const sealContact = (contact: Contact): string =>
  encryption.encrypt(contact, { purpose: PURPOSE })

export const openContact = (sealed: string | null): Contact | null =>
  sealed === null ? null : encryption.decrypt<Contact>(sealed, PURPOSE)
