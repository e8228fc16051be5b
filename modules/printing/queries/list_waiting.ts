import db from '@adonisjs/lucid/services/db'
import { tenancy } from '#app/tenancy/main'
import { openWhy } from '../sealed_print.js'

const RECORDS = `
  print_records r
  JOIN print_jobs j ON j.municipality_id = r.municipality_id AND j.id = r.job_id`
const OF_PRINT = 'r.municipality_id = ? AND r.job_id = ?'

/** Not printed since, in a print of the same kind, or letters of the same wording. */
const NOT_SINCE = `
  j.removed_at IS NULL AND NOT EXISTS (
    SELECT FROM print_records later
      JOIN print_jobs l ON l.municipality_id = later.municipality_id AND l.id = later.job_id
     WHERE later.municipality_id = r.municipality_id AND later.resident_id = r.resident_id
       AND later.part IS NOT NULL AND l.kind = j.kind AND l.created_at > j.created_at
       AND (l.kind <> 'letters' OR l.layout->'wording'->>'id' = j.layout->'wording'->>'id'))`

/** Held back, or not come to when the print was cancelled. */
const UNPRINTED = `r.part IS NULL AND (r.held_back OR j.state = 'cancelled') AND ${NOT_SINCE}`

/** In a file that went with somebody in it who was erased, which took their own record along. */
const FILE_ERASED = `
  ${NOT_SINCE} AND EXISTS (
    SELECT FROM print_parts p
     WHERE p.municipality_id = r.municipality_id AND p.job_id = r.job_id AND p.number = r.part
       AND p.erased_at IS NOT NULL)`

/** Those who were issued what is on no paper need another; of the rest some have what they need. */
const GROUPS = {
  held_back: `${UNPRINTED} AND r.issued IS NULL`,
  issued: `${UNPRINTED} AND r.issued IS NOT NULL`,
  file_erased: FILE_ERASED,
}
export type WaitingGroup = keyof typeof GROUPS
export const WAITING_GROUPS = Object.keys(GROUPS) as WaitingGroup[]

export type CountedGroups = Record<WaitingGroup, number>
export const NOBODY_WAITS: CountedGroups = { held_back: 0, issued: 0, file_erased: 0 }

/** Whom a print has left to be printed again, and nobody has since. */
export async function waitingSince(
  jobId: string,
  group: WaitingGroup,
  most?: number
): Promise<string[]> {
  const { rows } = await db.rawQuery(
    `SELECT r.resident_id AS id FROM ${RECORDS} WHERE ${OF_PRINT} AND ${GROUPS[group]}
      ORDER BY r.position LIMIT ?`,
    [tenancy.current().municipalityId, jobId, most ?? null] as any[]
  )
  return rows.map(({ id }: { id: string }) => id)
}

/** How many they are. */
export async function countWaiting(jobId: string): Promise<CountedGroups> {
  const counts = WAITING_GROUPS.map(
    (group) =>
      `(SELECT count(*)::int FROM ${RECORDS} WHERE ${OF_PRINT} AND ${GROUPS[group]}) AS ${group}`
  )
  const { rows } = await db.rawQuery(
    `SELECT ${counts.join(', ')}`,
    WAITING_GROUPS.flatMap(() => [tenancy.current().municipalityId, jobId])
  )
  return rows[0]
}

/** How many people wait for each character no font had, most first, as far as their prints are kept. */
export async function charactersWaitedFor(): Promise<{ character: string; people: number }[]> {
  const { rows } = await db.rawQuery(
    `SELECT DISTINCT ON (r.resident_id) r.job_id, r.resident_id, r.why_sealed
       FROM ${RECORDS}
      WHERE r.municipality_id = ? AND r.held_back AND ${UNPRINTED}
      ORDER BY r.resident_id, j.created_at DESC`,
    [tenancy.current().municipalityId]
  )
  const people = new Map<string, number>()
  for (const row of rows) {
    const why = openWhy(row.job_id, row.resident_id, row.why_sealed)
    if (why.because !== 'characters') continue
    for (const one of why.characters) people.set(one, (people.get(one) ?? 0) + 1)
  }
  return Array.from(people, ([character, n]) => ({ character, people: n })).sort(
    (a, b) => b.people - a.people || (a.character < b.character ? -1 : 1)
  )
}
