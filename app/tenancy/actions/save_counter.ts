import db from '@adonisjs/lucid/services/db'
import { audit } from '#app/audit/main'
import { E_PAGE_NOT_FOUND } from '#app/http/main'
import { E_COUNTER_CODE_TAKEN } from '../errors.js'
import { tenancy } from '../tenancy.js'

/** Columns of `counters`; a counter is hidden rather than deleted, because reservations point to it. */
export interface CounterFacts {
  code: string
  name: string
  postal_code: string | null
  address: string | null
  directions: string | null
  phone: string | null
  visible: boolean
  display_order: number
  /** ISO dates: first and last day of a temporary counter (R119). */
  valid_from: string | null
  valid_until: string | null
}

/** Adds a counter. @returns its id @throws E_COUNTER_CODE_TAKEN */
export async function createCounter(facts: CounterFacts): Promise<string> {
  await codeMustBeFree(facts.code, null)
  const [id] = await db
    .table('counters')
    .returning('id')
    .insert({ municipality_id: tenancy.current().municipalityId, ...facts })
  await audit.record({
    action: 'core.create_counter',
    subject: { type: 'counter', id: id.id ?? id },
    detail: { code: facts.code, name: facts.name },
  })
  return id.id ?? id
}

/** Changes a counter. @throws E_PAGE_NOT_FOUND · E_COUNTER_CODE_TAKEN */
export async function updateCounter(id: string, facts: CounterFacts): Promise<number> {
  await codeMustBeFree(facts.code, id)
  const { municipalityId } = tenancy.current()
  const { rows } = await db.rawQuery(
    `SELECT *, valid_from::text, valid_until::text FROM counters
      WHERE municipality_id = ? AND id = ? FOR UPDATE`,
    [municipalityId, id]
  )
  if (rows.length === 0) throw new E_PAGE_NOT_FOUND()
  const changed = (Object.keys(facts) as (keyof CounterFacts)[]).filter(
    (key) => facts[key] !== rows[0][key]
  )
  if (changed.length === 0) return 0
  await db.from('counters').where('municipality_id', municipalityId).where('id', id).update(facts)
  await audit.record({
    action: 'core.update_counter',
    subject: { type: 'counter', id },
    detail: {
      code: facts.code,
      changes: Object.fromEntries(
        changed.map((key) => [key, { from: rows[0][key], to: facts[key] }])
      ),
    },
  })
  return changed.length
}

/** One change of counters at a time, so that the code is still free at the commit. */
async function codeMustBeFree(code: string, id: string | null) {
  const { municipalityId } = tenancy.current()
  await db.rawQuery("SELECT pg_advisory_xact_lock(hashtext('counters'), ?)", [municipalityId])
  const { rows } = await db.rawQuery(
    'SELECT 1 FROM counters WHERE municipality_id = ? AND code = ? AND id IS DISTINCT FROM ?',
    [municipalityId, code, id] as any[]
  )
  if (rows.length > 0) throw new E_COUNTER_CODE_TAKEN()
}
