import db from '@adonisjs/lucid/services/db'
import { tenancy } from '#app/tenancy/main'
import { E_TYPE_UNAVAILABLE } from '../errors.js'
import type { ProcedureType } from '../procedure_type.js'

const FACTS = `t.id, t.code, t.names, t.duration_minutes::int AS "durationMinutes",
  t.display_order AS "displayOrder", t.public, t.archived, t.collects_card AS "collectsCard",
  coalesce((SELECT jsonb_object_agg(o.counter_id, jsonb_build_object('offered', o.offered, 'quota', o.quota))
              FROM counter_procedure_types o
             WHERE o.municipality_id = t.municipality_id AND o.procedure_type_id = t.id),
           '{}') AS counters`

/**
 * The types a new reservation can be of, in the municipality's order.
 *
 * @param audience residents see the public ones only
 */
export async function procedureTypes(audience: 'residents' | 'staff'): Promise<ProcedureType[]> {
  const { rows } = await db.rawQuery(
    `SELECT ${FACTS} FROM procedure_types t
      WHERE t.municipality_id = ? AND NOT t.archived AND (t.public OR ?)
      ORDER BY t.display_order, t.code`,
    [tenancy.current().municipalityId, audience === 'staff']
  )
  return rows
}

/** The type a reservation is of, archived or not; nothing when it is of none. */
export async function procedureType(id: string | null): Promise<ProcedureType | undefined> {
  if (!id) return undefined
  const { rows } = await db.rawQuery(
    `SELECT ${FACTS} FROM procedure_types t WHERE t.municipality_id = ? AND t.id = ?`,
    [tenancy.current().municipalityId, id]
  )
  return rows[0]
}

/** SQL: whether a reservation `r` is a visit to receive a card; one of no type is. */
export const COLLECTS_CARD = `coalesce((SELECT t.collects_card FROM procedure_types t
   WHERE t.municipality_id = r.municipality_id AND t.id = r.procedure_type_id), true)`

/**
 * The id of the type a form names by its code; null when it names none.
 *
 * @throws E_TYPE_UNAVAILABLE when a new reservation cannot be of it (any more)
 */
export async function chosenTypeId(code: string | undefined, audience: 'residents' | 'staff') {
  if (!code) return null
  const type = (await procedureTypes(audience)).find((one) => one.code === code)
  if (!type) throw new E_TYPE_UNAVAILABLE()
  return type.id
}
