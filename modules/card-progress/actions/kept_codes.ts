import { holdsResidentDataNow } from '#app/tenancy/main'
import { bareCodes } from '../bare_labels.js'
import type { TypedCode } from '../typed_codes.js'

/** What is kept of lines somebody scanned or pasted: where no resident data is held, numbers alone. */
export async function keptCodes(codes: TypedCode[]): Promise<TypedCode[]> {
  return (await holdsResidentDataNow()) ? codes : bareCodes(codes)
}
