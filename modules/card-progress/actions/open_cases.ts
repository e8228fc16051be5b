import db from '@adonisjs/lucid/services/db'
import { tenancy } from '#app/tenancy/main'
import type { CardKind, CardMethod } from '../progress_codes.js'

export interface NewCase {
  linkCode: string
  cardNumber?: string | null
  parentId?: string | null
}

/** What the cards of one receipt have in common. */
export interface OpenCases {
  counterId: string
  method: CardMethod
  kind: CardKind
  batchId?: string | null
  appliedOn?: string | null
}

/**
 * Opens cases for link codes in use that have no card on its way, each with
 * its first event still to come.
 *
 * @returns the new cases by link code; a code that is missing has a card already, is not in use, or its card number is another card's
 */
export async function openCases(cases: NewCase[], common: OpenCases): Promise<Map<string, string>> {
  const { rows } = await db.rawQuery(
    `INSERT INTO card_cases
       (municipality_id, link_code, card_number, parent_id, method, kind, applied_on, batch_id,
        first_counter_id, counter_id)
     SELECT :municipality, n."linkCode", n."cardNumber", n."parentId", :method, :kind, :applied::date, :batch::uuid,
            :counter, :counter
       FROM jsonb_to_recordset(:cases::jsonb) AS n ("linkCode" text, "cardNumber" text, "parentId" uuid)
       JOIN link_codes l ON l.municipality_id = :municipality AND l.code = n."linkCode" AND l.state = 'active'
     ON CONFLICT DO NOTHING
     RETURNING id, link_code`,
    {
      municipality: tenancy.current().municipalityId,
      ...{ method: common.method, kind: common.kind, applied: common.appliedOn ?? null },
      ...{ batch: common.batchId ?? null, counter: common.counterId },
      cases: JSON.stringify(cases),
    } as any
  )
  return new Map(rows.map((row: { id: string; link_code: string }) => [row.link_code, row.id]))
}
