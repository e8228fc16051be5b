import db from '@adonisjs/lucid/services/db'

const PER_PAGE = 100

/** One page of what operators did, newest first. */
export async function operatorLog(before: string | null) {
  const { rows } = await db.connection('system').rawQuery(
    `SELECT seq::text, recorded_at AS "recordedAt", operator_login AS "login", address, action,
            municipality_code AS "municipality", result, detail
       FROM operator_entries
      WHERE seq < coalesce(?::bigint, 9223372036854775807)
      ORDER BY operator_entries.seq DESC LIMIT ${PER_PAGE + 1}`,
    [before] as any[]
  )
  const entries = rows.slice(0, PER_PAGE)
  return { entries, next: rows.length > PER_PAGE ? (entries.at(-1).seq as string) : null }
}
