import db from '@adonisjs/lucid/services/db'
import { audit } from '#app/audit/main'
import { E_PAGE_NOT_FOUND } from '#app/http/main'
import { tenancy } from '#app/tenancy/main'
import { E_TYPE_CODE_TAKEN } from '../errors.js'
import type { CounterOffer } from '../procedure_type.js'

/** Columns of `procedure_types`; a type is archived rather than deleted, because reservations point to it. */
export interface ProcedureTypeFacts {
  code: string
  names: Record<string, string>
  duration_minutes: number
  display_order: number
  public: boolean
  collects_card: boolean
  archived: boolean
}

/**
 * Adds a procedure type, or changes one: visits booked before keep the desks
 * they have.
 *
 * @param id nothing for a new one
 * @param offers what each counter says of it
 * @throws E_TYPE_CODE_TAKEN
 * @throws E_PAGE_NOT_FOUND
 */
export async function saveProcedureType(
  id: string | null,
  facts: ProcedureTypeFacts,
  offers: (CounterOffer & { counterId: string })[]
) {
  await codeMustBeFree(facts.code, id)
  const saved = id ? await update(id, facts) : await insert(facts)
  for (const offer of offers) {
    await db.rawQuery(
      `INSERT INTO counter_procedure_types (municipality_id, counter_id, procedure_type_id, offered, quota)
       SELECT municipality_id, id, ?, ?, ? FROM counters WHERE municipality_id = ? AND id = ?
       ON CONFLICT (municipality_id, counter_id, procedure_type_id)
       DO UPDATE SET offered = excluded.offered, quota = excluded.quota`,
      [
        ...[saved, offer.offered, offer.quota],
        ...[tenancy.current().municipalityId, offer.counterId],
      ] as any[]
    )
  }
  await audit.record({
    action: 'reservation.save_procedure_type',
    subject: { type: 'procedure_type', id: saved },
    detail: { code: facts.code, minutes: facts.duration_minutes, archived: facts.archived },
  })
}

async function insert({ names, ...facts }: ProcedureTypeFacts): Promise<string> {
  const [row] = await db
    .table('procedure_types')
    .returning('id')
    .insert({
      municipality_id: tenancy.current().municipalityId,
      names: JSON.stringify(names),
      ...facts,
    })
  return row.id ?? row
}

async function update(id: string, { names, ...facts }: ProcedureTypeFacts): Promise<string> {
  const changed = await db
    .from('procedure_types')
    .where('municipality_id', tenancy.current().municipalityId)
    .where('id', id)
    .update({ names: JSON.stringify(names), ...facts })
  if (Number(changed) === 0) throw new E_PAGE_NOT_FOUND()
  return id
}

/** One change of types at a time, so that the code is still free at the commit. */
async function codeMustBeFree(code: string, id: string | null) {
  const { municipalityId } = tenancy.current()
  await db.rawQuery("SELECT pg_advisory_xact_lock(hashtext('procedure types'), ?)", [
    municipalityId,
  ])
  const { rows } = await db.rawQuery(
    'SELECT 1 FROM procedure_types WHERE municipality_id = ? AND code = ? AND id IS DISTINCT FROM ?::uuid',
    [municipalityId, code, id] as any[]
  )
  if (rows.length > 0) throw new E_TYPE_CODE_TAKEN()
}
