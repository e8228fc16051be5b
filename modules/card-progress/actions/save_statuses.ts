import db from '@adonisjs/lucid/services/db'
import { audit } from '#app/audit/main'
import { tenancy } from '#app/tenancy/main'
import type { ProgressCode } from '../progress_codes.js'

/** PG6: what each status is called and whether it is used. Records keep their codes (R101). */
export async function saveStatuses(
  rows: { code: ProgressCode; name: string | null; inUse: boolean }[]
) {
  await db.rawQuery(
    `INSERT INTO progress_statuses (municipality_id, code, name, in_use)
     SELECT ?, code, name, "inUse"
       FROM jsonb_to_recordset(?::jsonb) AS n (code text, name text, "inUse" boolean)
     ON CONFLICT (municipality_id, code) DO UPDATE SET name = excluded.name, in_use = excluded.in_use`,
    [tenancy.current().municipalityId, JSON.stringify(rows)]
  )
  await audit.record({
    action: 'card-progress.save_statuses',
    detail: {
      renamed: rows.flatMap(({ code, name }) => (name ? [`${code}=${name}`] : [])).join(' '),
      unused: rows.flatMap(({ code, inUse }) => (inUse ? [] : [code])).join(' '),
    },
  })
}
