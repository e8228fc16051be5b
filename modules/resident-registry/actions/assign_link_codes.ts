import db from '@adonisjs/lucid/services/db'
import { audit } from '#app/audit/main'
import { issueLinkCodes, reissueLinkCode, revokeLinkCode } from '#app/exchange/main'
import { tenancy } from '#app/tenancy/main'
import { E_NO_LINK_CODE_NOW } from '../errors.js'
import { findResident, liveCodeOf } from '../queries/find_resident.js'

/**
 * Issues a resident's link code.
 *
 * @throws E_NO_LINK_CODE_NOW when there is a live one or the resident is not in use
 */
export async function assignLinkCode(id: string): Promise<string> {
  await takeTurns()
  const resident = await findResident(id, { lock: true })
  if (resident.state !== 'active' || liveCodeOf(resident)) throw new E_NO_LINK_CODE_NOW()
  const {
    codes: [code],
  } = await issueLinkCodes(1)
  await giveLinkCodes([{ id, code }])
  await record('residents.assign_code', id)
  return code
}

/**
 * Issues link codes to all who are in use and have none (R79), all or none.
 * They stay in use until the scope's end: who is being suspended at the moment
 * is waited for, and gets none.
 *
 * @returns how many
 */
export async function assignMissingLinkCodes(): Promise<number> {
  const { municipalityId } = tenancy.current()
  await takeTurns()
  const { rows } = await db.rawQuery(
    `SELECT r.id FROM residents r
      WHERE r.municipality_id = ? AND r.state = 'active'
        AND NOT EXISTS (SELECT 1 FROM resident_link_codes l
                         WHERE l.municipality_id = ? AND l.resident_id = r.id AND l.ended_at IS NULL)
      ORDER BY r.number_key FOR SHARE OF r`,
    [municipalityId, municipalityId]
  )
  if (rows.length === 0) return 0
  const { codes } = await issueLinkCodes(rows.length)
  await giveLinkCodes(rows.map(({ id }: { id: string }, i: number) => ({ id, code: codes[i] })))
  await audit.record({ action: 'residents.assign_codes', detail: { count: rows.length } })
  return rows.length
}

/**
 * Issues another code in the place of the one a resident has, which stops.
 *
 * @throws E_NO_LINK_CODE_NOW
 */
export async function reassignLinkCode(id: string, because: string): Promise<string> {
  const resident = await findResident(id, { lock: true })
  const old = liveCodeOf(resident)
  if (!old || resident.state !== 'active') throw new E_NO_LINK_CODE_NOW()
  const code = await reissueLinkCode(old, because)
  await record('residents.reassign_code', id)
  return code
}

/** Gives the new code to the resident who has the old one; nothing where nobody has. */
export async function moveLinkCode(old: string, code: string) {
  const id = await end(old)
  if (id) await giveLinkCodes([{ id, code }])
}

/** Stops a resident's code without another. @throws E_NO_LINK_CODE_NOW when there is none */
export async function withdrawLinkCode(id: string, because: string) {
  const old = liveCodeOf(await findResident(id, { lock: true }))
  if (!old) throw new E_NO_LINK_CODE_NOW()
  await revokeLinkCode(old, because)
  await end(old)
  await record('residents.withdraw_code', id)
}

/** Of two who issue at once, one or all, the second sees whom the first has given one. */
const takeTurns = () =>
  db.rawQuery("SELECT pg_advisory_xact_lock(hashtext('resident link codes'), ?)", [
    tenancy.current().municipalityId,
  ])

const record = (action: string, id: string) =>
  audit.record({ action, subject: { type: 'resident', id } })

/** Lets codes that were issued stand for residents. */
export async function giveLinkCodes(pairs: { id: string; code: string }[]) {
  await db.rawQuery(
    `INSERT INTO resident_link_codes (municipality_id, code, resident_id)
     SELECT ?, code, id FROM unnest(?::text[], ?::uuid[]) AS n (code, id)`,
    [
      tenancy.current().municipalityId,
      pairs.map(({ code }) => code),
      pairs.map(({ id }) => id),
    ] as any[]
  )
}

/** @returns whose it was */
async function end(code: string): Promise<string | undefined> {
  const { rows } = await db.rawQuery(
    `UPDATE resident_link_codes SET ended_at = now()
      WHERE municipality_id = ? AND code = ? AND ended_at IS NULL
      RETURNING resident_id AS id`,
    [tenancy.current().municipalityId, code]
  )
  return rows[0]?.id
}
