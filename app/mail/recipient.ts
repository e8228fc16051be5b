import { keyedHash } from '#app/exchange/main'
import type { PersonKey } from '#app/module_kit/main'

/** By which messages to one address are found without the address. */
export const recipientHash = (address: string): Buffer =>
  keyedHash('mail recipient', address.toLowerCase())

/** The same as a key of a person, for modules that know an address. */
export const recipientKey = (address: string): PersonKey => ({
  kind: 'mail_recipient',
  id: recipientHash(address).toString('hex'),
})
