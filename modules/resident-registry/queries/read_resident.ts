import { keyRing, type KeyRing } from '#app/exchange/main'
import type { Resident } from '../resident.js'
import { openPerson } from '../sealed_person.js'

/** The columns `readResident` reads; the table goes by the name `r`. */
export const RESIDENT_COLUMNS = `
  r.id, r.number, r.number_key AS "numberKey", r.state, r.sealed, r.key_id AS "keyId", r.version,
  r.place::float8 AS place`

/** A row of these columns, decrypted. */
export function readResident<Row extends object>(
  row: Omit<Resident, 'values'> & { sealed: string } & Row,
  ring: KeyRing = keyRing
): Omit<Row, 'sealed'> & Resident {
  const { sealed, ...rest } = row
  return { ...(rest as Omit<Row, 'sealed'> & Resident), values: openPerson(row.id, sealed, ring) }
}
