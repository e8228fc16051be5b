import db from '@adonisjs/lucid/services/db'
import { keyRing, type KeyRing } from '#app/exchange/main'
import { tenancy } from '#app/tenancy/main'
import { RESIDENT_COLUMNS, readResident } from '../queries/read_resident.js'
import { openReason, sealReason } from '../sealed_person.js'
import { storeResidents } from './store_residents.js'

const AT_ONCE = 1_000

/**
 * Encrypts the next residents that another key than the one in use sealed, and
 * makes their tokens anew. Short enough for one transaction; called until it
 * answers 0, beside people at work.
 *
 * @returns how many there were
 */
export async function reencryptResidents(ring: KeyRing = keyRing): Promise<number> {
  const { municipalityId } = tenancy.current()
  const { rows } = await db.rawQuery(
    `SELECT ${RESIDENT_COLUMNS}, r.state_reason_sealed AS "reasonSealed"
       FROM residents r
      WHERE r.municipality_id = ? AND (r.key_id < ? OR r.key_id > ?)
      ORDER BY r.id LIMIT ${AT_ONCE}
        FOR UPDATE`,
    [municipalityId, ring.keyId, ring.keyId]
  )
  const residents = rows.map((row: any) =>
    readResident<{ reasonSealed: string | null }>(row, ring)
  ) as (ReturnType<typeof readResident> & { reasonSealed: string | null })[]
  await storeResidents(
    residents.map((before) => ({ before, number: before.number, values: before.values })),
    ring
  )
  for (const { id, reasonSealed } of residents) {
    if (!reasonSealed) continue
    await db.rawQuery(
      'UPDATE residents SET state_reason_sealed = ? WHERE municipality_id = ? AND id = ?',
      [sealReason(id, openReason(id, reasonSealed, ring), ring), municipalityId, id]
    )
  }
  return residents.length
}
