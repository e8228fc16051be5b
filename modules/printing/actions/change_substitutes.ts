import db from '@adonisjs/lucid/services/db'
import { audit } from '#app/audit/main'
import { tenancy } from '#app/tenancy/main'
import { withCodePoints } from '../code_points.js'

/** Prints a character no font has as another from now on; what was printed stays. */
export async function chooseSubstitute(
  character: string,
  substitute: string,
  { staffId }: { staffId: string }
) {
  await db.rawQuery(
    `INSERT INTO print_substitutes (municipality_id, character, substitute, chosen_by)
     VALUES (?, ?, ?, ?)
     ON CONFLICT (municipality_id, character) DO UPDATE
       SET substitute = excluded.substitute, chosen_by = excluded.chosen_by, chosen_at = now()`,
    [tenancy.current().municipalityId, character, substitute, staffId]
  )
  await audit.record({
    action: 'printing.choose_substitute',
    detail: { character: withCodePoints(character), substitute },
  })
}

/** @returns whether there was one */
export async function removeSubstitute(character: string): Promise<boolean> {
  const { rows } = await db.rawQuery(
    `DELETE FROM print_substitutes WHERE municipality_id = ? AND character = ?
     RETURNING substitute`,
    [tenancy.current().municipalityId, character]
  )
  if (!rows[0]) return false
  await audit.record({
    action: 'printing.remove_substitute',
    detail: { character: withCodePoints(character), substitute: rows[0].substitute },
  })
  return true
}
