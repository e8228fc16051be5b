import db from '@adonisjs/lucid/services/db'
import { tenancy } from '#app/tenancy/main'
import { openWhy } from '../sealed_print.js'

/** Held back, and not printed since in a print of the same kind. */
const WAITING = `
  r.held_back AND j.removed_at IS NULL
  AND NOT EXISTS (
    SELECT FROM print_records later
      JOIN print_jobs l ON l.municipality_id = later.municipality_id AND l.id = later.job_id
     WHERE later.municipality_id = r.municipality_id AND later.resident_id = r.resident_id
       AND later.part IS NOT NULL AND l.kind = j.kind AND l.created_at > j.created_at)`

/** Whom a print held back and nobody has printed since. */
export async function waitingSince(jobId: string): Promise<string[]> {
  const { rows } = await db.rawQuery(
    `SELECT r.resident_id AS id FROM print_records r
       JOIN print_jobs j ON j.municipality_id = r.municipality_id AND j.id = r.job_id
      WHERE r.municipality_id = ? AND r.job_id = ? AND ${WAITING}`,
    [tenancy.current().municipalityId, jobId]
  )
  return rows.map(({ id }: { id: string }) => id)
}

/** How many people wait for each character no font had, most first, as far as their prints are kept. */
export async function charactersWaitedFor(): Promise<{ character: string; people: number }[]> {
  const { rows } = await db.rawQuery(
    `SELECT DISTINCT ON (r.resident_id) r.job_id, r.resident_id, r.why_sealed
       FROM print_records r
       JOIN print_jobs j ON j.municipality_id = r.municipality_id AND j.id = r.job_id
      WHERE r.municipality_id = ? AND ${WAITING}
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
