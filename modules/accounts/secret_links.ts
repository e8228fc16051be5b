import encryption from '@adonisjs/core/services/encryption'
import { E_LINK_EXPIRED } from './errors.js'

/**
 * What a mailed link carries, encrypted and with an end: an address that was
 * not registered yet, or an account as it was when the link was asked for. A
 * registered address and a grown credentials version end them earlier.
 */
interface Links {
  registration: { municipality: number; email: string }
  reset: { municipality: number; account: string; version: number }
}

/** @param expiresIn e.g. `7 days` */
export function secretLink<Kind extends keyof Links>(
  kind: Kind,
  content: Links[Kind],
  expiresIn: string
): string {
  return encryption.encrypt(content, { expiresIn, purpose: `account ${kind}` })
}

/** @throws E_LINK_EXPIRED when it is too old, of another municipality or none of ours */
export function readSecretLink<Kind extends keyof Links>(
  kind: Kind,
  municipality: { id: number },
  link: string
): Links[Kind] {
  const content = encryption.decrypt<Links[Kind]>(link, `account ${kind}`)
  if (content?.municipality !== municipality.id) throw new E_LINK_EXPIRED()
  return content
}
