import {
  createHash,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  sign,
  verify,
  type KeyObject,
} from 'node:crypto'

/** Ed25519 keys as text: the public one is given to the other deployment, the private one stays here, sealed. */
export interface SigningKeys {
  publicKey: string
  privateKey: string
}

export function makeSigningKeys(): SigningKeys {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519')
  return {
    publicKey: publicKey.export({ type: 'spki', format: 'der' }).toString('base64'),
    privateKey: privateKey.export({ type: 'pkcs8', format: 'der' }).toString('base64'),
  }
}

/** 128 bits of a public key's hash, for two people to compare over the phone. */
export function fingerprintOf(publicKey: string): string {
  return createHash('sha256')
    .update(Buffer.from(publicKey, 'base64'))
    .digest('hex')
    .slice(0, 32)
    .toUpperCase()
}

/** In groups of four, for reading aloud. */
export const formatFingerprint = (fingerprint: string) => fingerprint.match(/.{4}/g)!.join('-')

/** However it was typed. */
export const readFingerprint = (typed: string) =>
  typed
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[^0-9A-F]/g, '')

/** @returns the key as it is stored; nothing when the text is no Ed25519 public key */
export function readPublicKey(typed: string): string | undefined {
  const text = typed.replace(/-----[A-Z ]+-----|\s/g, '')
  try {
    const key = publicKeyFrom(text)
    if (key.asymmetricKeyType !== 'ed25519') return undefined
    return key.export({ type: 'spki', format: 'der' }).toString('base64')
  } catch {
    return undefined
  }
}

export const signText = (text: string, privateKey: string) =>
  sign(
    null,
    Buffer.from(text),
    createPrivateKey({ key: Buffer.from(privateKey, 'base64'), type: 'pkcs8', format: 'der' })
  ).toString('base64')

/** A signature can be written in one way only, or a file could differ from itself. */
export function isSignedBy(publicKey: string, text: string, signature: string): boolean {
  const bytes = Buffer.from(signature, 'base64')
  if (bytes.toString('base64') !== signature) return false
  return verify(null, Buffer.from(text), publicKeyFrom(publicKey), bytes)
}

const publicKeyFrom = (text: string): KeyObject =>
  createPublicKey({ key: Buffer.from(text, 'base64'), type: 'spki', format: 'der' })
