import db from '@adonisjs/lucid/services/db'
import { tenancy } from '#app/tenancy/main'

export interface ListedType {
  id: string
  code: string
  names: Record<string, string>
  durationMinutes: number
  displayOrder: number
  public: boolean
  collectsCard: boolean
  archived: boolean
  /** Names of the counters that do not offer it. */
  notAt: string[]
}

/** Every type, archived ones last. */
export async function listProcedureTypes(): Promise<ListedType[]> {
  const { rows } = await db.rawQuery(
    `SELECT t.id, t.code, t.names, t.duration_minutes::int AS "durationMinutes",
            t.display_order AS "displayOrder", t.public, t.archived, t.collects_card AS "collectsCard",
            ARRAY(SELECT c.name FROM counter_procedure_types o
                    JOIN counters c ON c.municipality_id = o.municipality_id AND c.id = o.counter_id
                   WHERE o.municipality_id = t.municipality_id AND o.procedure_type_id = t.id
                     AND NOT o.offered
                   ORDER BY c.display_order, c.code) AS "notAt"
       FROM procedure_types t
      WHERE t.municipality_id = ?
      ORDER BY t.archived, t.display_order, t.code`,
    [tenancy.current().municipalityId]
  )
  return rows
}
