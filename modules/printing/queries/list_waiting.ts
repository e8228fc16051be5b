import db from '@adonisjs/lucid/services/db'
import { tenancy } from '#app/tenancy/main'
import { openWhy } from '../sealed_print.js'

/**
 * Not printed, as they were held back or the print was cancelled before it came
 * to them; and not since, in a print of the same kind, or letters of the same wording.
 */
const WAITING = `
  r.part IS NULL AND (r.held_back OR j.state = 'cancelled') AND j.removed_at IS NULL
  AND NOT EXISTS (
    SELECT FROM print_records later
      JOIN print_jobs l ON l.municipality_id = later.municipality_id AND l.id = later.job_id
     WHERE later.municipality_id = r.municipality_id AND later.resident_id = r.resident_id
       AND later.part IS NOT NULL AND l.kind = j.kind AND l.created_at > j.created_at
       AND (l.kind <> 'letters' OR l.layout->'wording'->>'id' = j.layout->'wording'->>'id'))`

/** Those who were issued what is on no paper need another; of the rest some have what they need. */
const OF = { held_back: 'r.issued IS NULL', issued: 'r.issued IS NOT NULL' }

/** Whom a print has not printed, and nobody has since. */
export async function waitingSince(
  jobId: string,
  which: keyof typeof OF,
  most?: number
): Promise<string[]> {
  const { rows } = await db.rawQuery(
    `SELECT r.resident_id AS id FROM print_records r
       JOIN print_jobs j ON j.municipality_id = r.municipality_id AND j.id = r.job_id
      WHERE r.municipality_id = ? AND r.job_id = ? AND ${OF[which]} AND ${WAITING}
      ORDER BY r.position LIMIT ?`,
    [tenancy.current().municipalityId, jobId, most ?? null] as any[]
  )
  return rows.map(({ id }: { id: string }) => id)
}

/** How many they are. */
export async function countWaiting(jobId: string): Promise<{ heldBack: number; issued: number }> {
  const { rows } = await db.rawQuery(
    `SELECT count(*) FILTER (WHERE ${OF.held_back})::int AS "heldBack",
            count(*) FILTER (WHERE ${OF.issued})::int AS issued
       FROM print_records r
       JOIN print_jobs j ON j.municipality_id = r.municipality_id AND j.id = r.job_id
      WHERE r.municipality_id = ? AND r.job_id = ? AND ${WAITING}`,
    [tenancy.current().municipalityId, jobId]
  )
  return rows[0]
}

/** How many people wait for each character no font had, most first, as far as their prints are kept. */
export async function charactersWaitedFor(): Promise<{ character: string; people: number }[]> {
  const { rows } = await db.rawQuery(
    `SELECT DISTINCT ON (r.resident_id) r.job_id, r.resident_id, r.why_sealed
       FROM print_records r
       JOIN print_jobs j ON j.municipality_id = r.municipality_id AND j.id = r.job_id
      WHERE r.municipality_id = ? AND r.held_back AND ${WAITING}
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
