import db from '@adonisjs/lucid/services/db'
import { tenancy } from '#app/tenancy/main'

export interface Substitute {
  character: string
  substitute: string
  by: string
  chosenAt: Date
}

/** What the municipality prints in place of characters no font had. */
export async function listSubstitutes(): Promise<Substitute[]> {
  const { rows } = await db.rawQuery(
    `SELECT p.character, p.substitute, s.name AS by, p.chosen_at AS "chosenAt"
       FROM print_substitutes p
       JOIN staff_members s ON s.municipality_id = p.municipality_id AND s.id = p.chosen_by
      WHERE p.municipality_id = ? ORDER BY p.character`,
    [tenancy.current().municipalityId]
  )
  return rows
}
