import db from '@adonisjs/lucid/services/db'
import { keyedHash } from '#app/exchange/main'
import { tenancy } from '#app/tenancy/main'
import { LEFT_OUT, type ImportColumn } from '../import_columns.js'

/** Under HASH_KEY: what is remembered stays when the encryption's key changes. */
const tokenOf = (header: string) =>
  keyedHash('resident import column', `${tenancy.current().municipalityId} ${header}`)
    .readBigInt64BE(0)
    .toString()

/** What columns of these names were the last time, or that they were left out; nothing for those never seen. */
export async function rememberedTargets(header: string[]): Promise<(string | null)[]> {
  const tokens = header.map(tokenOf)
  const { rows } = await db.rawQuery(
    `SELECT header_token::text AS token, target FROM resident_import_columns
      WHERE municipality_id = ? AND header_token = ANY (?::bigint[])`,
    [tenancy.current().municipalityId, tokens] as any[]
  )
  const known = new Map(rows.map(({ token, target }: any) => [token, target]))
  return tokens.map((token) => (known.get(token) as string | undefined) ?? null)
}

/**
 * Keeps 列の対応 for the next file of the same make.
 *
 * @param proposed what the same columns were thought to be: somebody took it back where it is none now
 */
export async function rememberColumns(columns: ImportColumn[], proposed: ImportColumn[]) {
  const used = new Map(
    columns.flatMap(({ header, target }, i) =>
      target || proposed[i].target ? [[tokenOf(header), target ?? LEFT_OUT]] : []
    )
  )
  await db.rawQuery(
    `INSERT INTO resident_import_columns (municipality_id, header_token, target)
     SELECT ?, token, target FROM unnest(?::bigint[], ?::text[]) AS n (token, target)
     ON CONFLICT (municipality_id, header_token) DO UPDATE SET target = excluded.target`,
    [tenancy.current().municipalityId, [...used.keys()], [...used.values()]] as any[]
  )
}
