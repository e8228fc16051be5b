import { keyedHash, makeReadableCode } from '#app/exchange/main'

/**
 * The アクセスキー that goes with a hold token. It is derived and not drawn, so
 * that a confirmation sent twice, or its page loaded again, shows the same
 * key although only its hash is stored.
 *
 * @returns twelve symbols with a check character
 */
export function accessKeyFor(holdToken: string): string {
  const bytes = keyedHash('access key', holdToken)
  return makeReadableCode((position) => bytes[position] & 31)
}

/** What is stored of an access key. */
export function accessKeyHash(accessKey: string): Buffer {
  return keyedHash('access key look-up', accessKey)
}
