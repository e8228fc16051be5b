export { makeReadableCode, formatReadableCode, readReadableCode } from './readable_code.js'
export { keyedHash } from './keyed_hash.js'
export { isMyNumber } from './my_number.js'
