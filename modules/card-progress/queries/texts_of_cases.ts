import db from '@adonisjs/lucid/services/db'
import { conditionsOf, type CaseFilter } from './list_cases.js'

/** SQL: beyond what every character set has. */
const RARE = `~ '[^ -~]'`

/**
 * Each text once that a file of these cards may tell and that somebody typed,
 * but for plain ASCII: few, and had without the history of every card. Names
 * of counters, staff and boxes are all there are.
 */
export async function textsOfCases(
  filter: CaseFilter,
  counterIds: string[] | null
): Promise<string[]> {
  const [conditions, values] = conditionsOf(filter, counterIds)
  const { rows } = await db.rawQuery(
    `WITH cards AS NOT MATERIALIZED (SELECT * FROM card_cases c WHERE ${conditions})
     SELECT card_number AS said FROM cards WHERE card_number ${RARE}
     UNION SELECT shelf FROM cards WHERE shelf ${RARE}
     UNION SELECT e.reference
             FROM cards JOIN progress_events e
               ON e.municipality_id = cards.municipality_id AND e.case_id = cards.id AND e.code = 'RESERVE'
            WHERE cards.reserved_at IS NOT NULL AND e.reference ${RARE}
     UNION SELECT name FROM counters WHERE municipality_id = :municipality AND name ${RARE}
     UNION SELECT name FROM staff_members WHERE municipality_id = :municipality AND name ${RARE}
     UNION SELECT number FROM card_batches WHERE municipality_id = :municipality AND number ${RARE}`,
    values as any
  )
  return rows.map(({ said }: { said: string }) => said)
}
