import { randomInt } from 'node:crypto'
import { DateTime } from 'luxon'
import db from '@adonisjs/lucid/services/db'
import { disableModule, enableModule } from '#app/module_system/main'
import { registerStaff } from '#app/staff/main'
import {
  Counter,
  isMunicipalityCode,
  municipalities,
  provisionMunicipality,
  tenancy,
  type Municipality,
} from '#app/tenancy/main'
import type { RoleId } from '#app/module_kit/main'

/**
 * A municipality of the test's own: tests never share one, so they neither
 * clean up nor wrap themselves in a transaction that would hide mistakes.
 */
export async function createMunicipality(
  options: { modules?: string[]; name?: string; slug?: string } = {}
): Promise<Municipality> {
  const code = nextCode()
  const id = await provisionMunicipality({
    code,
    slug: options.slug ?? `town-${code}-${randomInt(1e6)}`,
    name: options.name ?? `試験町${code}`,
    nameKana: 'シケンチョウ',
  })
  for (const moduleId of options.modules ?? ['reservation']) await switchModule(id, moduleId, true)
  return municipalities.byId(id)
}

/** Switches a module for a municipality, past any page. */
export async function switchModule(id: number, moduleId: string, on: boolean) {
  const municipality = await municipalities.byId(id)
  await tenancy.run({ id }, () =>
    on ? enableModule(municipality, moduleId) : disableModule(municipality, moduleId)
  )
}

/** Sets a municipality to hold no resident data past the page, which has tests of its own. */
export async function holdNone({ id }: { id: number }) {
  await db.connection('owner').transaction(async (trx) => {
    await trx.rawQuery("SELECT set_config('app.municipality_id', ?, true)", [String(id)])
    await trx.rawQuery('UPDATE municipalities SET holds_resident_data = false WHERE id = ?', [id])
  })
  municipalities.forget()
}

/** Starts anywhere, as other processes make municipalities in the same database, and then never repeats itself. */
let lastCode = randomInt(100_000)

function nextCode(): string {
  lastCode = (lastCode + 1) % 100_000
  const body = String(lastCode).padStart(5, '0')
  return Array.from({ length: 10 }, (_, digit) => body + digit).find(isMunicipalityCode)!
}

/** Sets values of settings by `<group>.<key>`. */
export async function setSettings(id: number, values: Record<string, unknown>) {
  await tenancy.run({ id }, async () => {
    for (const [key, value] of Object.entries(values)) {
      await db.rawQuery(
        `INSERT INTO settings (municipality_id, key, value) VALUES (?, ?, ?::jsonb)
         ON CONFLICT (municipality_id, key) DO UPDATE SET value = excluded.value`,
        [id, key, JSON.stringify(value)]
      )
    }
  })
  municipalities.forget()
}

let countersMade = 0

/** A counter; later ones come later on every page. */
export async function createCounter(
  municipality: { id: number },
  values: Partial<Pick<Counter, 'name' | 'code' | 'visible'>> = {}
): Promise<Counter> {
  const code = values.code ?? `C${randomInt(1e9)}`
  return tenancy.run(municipality, async () => {
    await Counter.create({
      municipalityId: municipality.id,
      code,
      name: values.name ?? '試験窓口',
      visible: values.visible ?? true,
      displayOrder: ++countersMade,
    })
    return Counter.findByOrFail('code', code)
  })
}

/**
 * Slots one after another from 8:30 on a day in the future, 30 minutes each
 * unless told otherwise.
 *
 * @returns their ids in order of time
 */
export async function createSlots(
  municipality: { id: number },
  counter: { id: string },
  options: {
    count?: number
    capacity?: number
    daysAhead?: number
    minutes?: number
    /** Minutes after 8:30 at which the first begins. */
    after?: number
  } = {}
): Promise<string[]> {
  const { count = 1, capacity = 5, daysAhead = 7, minutes = 30, after = 0 } = options
  const first = DateTime.now()
    .setZone('Asia/Tokyo')
    .startOf('day')
    .plus({ days: daysAhead, hours: 8, minutes: 30 + after })
  return tenancy.run(municipality, async () => {
    const { rows } = await db.rawQuery(
      `INSERT INTO slots (municipality_id, counter_id, visit_date, starts_at, ends_at, capacity)
       SELECT ?, ?, (begins AT TIME ZONE 'Asia/Tokyo')::date, begins, begins + unit, ?
         FROM generate_series(0, ? - 1) AS n
        CROSS JOIN make_interval(mins => ?) AS unit
        CROSS JOIN LATERAL (SELECT ?::timestamptz + n * unit AS begins) AS b
        ORDER BY n
       RETURNING id`,
      [municipality.id, counter.id, capacity, count, minutes, first.toISO()!]
    )
    return rows.map((row: { id: string }) => row.id)
  })
}

/** A staff member whose password is final, so that signing in leads straight to work. */
export async function createStaff(
  municipality: { id: number },
  role: RoleId,
  options: { counterIds?: string[]; loginId?: string } = {}
) {
  const loginId = options.loginId ?? `${role}-${randomInt(1e9)}`
  return tenancy.run(municipality, async () => {
    const { id, temporaryPassword } = await registerStaff({
      loginId,
      name: '試験 職員',
      role,
      counterIds: options.counterIds,
    })
    await db.rawQuery(
      'UPDATE staff_members SET password_is_temporary = false WHERE municipality_id = ? AND id = ?',
      [municipality.id, id]
    )
    return { id, loginId, password: temporaryPassword }
  })
}
