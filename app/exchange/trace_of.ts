import { keyedHash } from './keyed_hash.js'

/**
 * What is kept of something somebody typed that no log must repeat: the
 * same word gives the same trace, so it can be counted, and checked against a
 * word somebody names, and read by nobody.
 */
export const traceOf = (word: string): string =>
  keyedHash('typed word', word).toString('base64url').slice(0, 12)
