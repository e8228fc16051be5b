import db from '@adonisjs/lucid/services/db'
import { randomUUID } from 'node:crypto'
import { audit } from '#app/audit/main'
import { linkCodeReplaced } from '#app/module_kit/main'
import { answersOfInstalled } from '#app/module_system/main'
import { tenancy } from '#app/tenancy/main'
import { makeReadableCode } from '../readable_code.js'
import { reasonInLog } from '../stored_reasons.js'
import { stopLinkCode } from './revoke_link_code.js'

/**
 * Issues a new link code in the place of one that stops working at the same
 * moment; the new one remembers which it replaces, and what modules keep of
 * the old one follows.
 *
 * @throws E_LINK_CODE_NOT_ACTIVE when the old one is not in use
 * @returns the new code
 */
export async function reissueLinkCode(old: string, because: string): Promise<string> {
  await stopLinkCode(old, because)
  let code: string | undefined
  while (!code) code = await insertInPlaceOf(old)
  for (const follow of await answersOfInstalled(linkCodeReplaced)) await follow(old, code)
  await audit.record({
    action: 'link_codes.reissue',
    subject: { type: 'link_code', id: code },
    detail: { replaces: old, reason: reasonInLog(because) },
  })
  return code
}

/** @returns nothing when the code drawn has been issued before */
async function insertInPlaceOf(old: string): Promise<string | undefined> {
  const { municipalityId, actor } = tenancy.current()
  const { rows } = await db.rawQuery(
    `INSERT INTO link_codes (municipality_id, code, issued_by, run_id, replaces)
     VALUES (?, ?, ?, ?, ?)
     ON CONFLICT (municipality_id, code) DO NOTHING
     RETURNING code`,
    [municipalityId, makeReadableCode(), actor.staffId ?? null, randomUUID(), old] as any[]
  )
  return rows[0]?.code
}
