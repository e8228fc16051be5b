import db from '@adonisjs/lucid/services/db'
import { audit } from '#app/audit/main'
import { E_PAGE_NOT_FOUND } from '#app/http/main'
import { tenancy } from '#app/tenancy/main'
import type { ExcludedTime } from './add_excluded_time.js'
import type { OpeningHours } from './add_opening_hours.js'
import { hoursMustBeFree } from './hours_must_be_free.js'

/**
 * Changes opening hours of one weekday in place. In force once they are
 * published.
 *
 * @throws E_PAGE_NOT_FOUND when somebody removed them meanwhile
 * @throws E_HOURS_OVERLAP
 */
export async function changeOpeningHours(
  counterId: string | null,
  id: string,
  hours: OpeningHours
) {
  const [weekday] = hours.weekdays
  await hoursMustBeFree(counterId, { ...hours, weekdays: [weekday] }, id)
  await change('opening_hours', counterId, id, {
    ...{ weekday, opens: hours.opens, closes: hours.closes, unit_minutes: hours.unit },
    ...{ capacity: hours.capacity, desks: hours.desks, per_desk: hours.perDesk },
    ...{ valid_from: hours.validFrom, valid_until: hours.validUntil },
  })
}

/**
 * Changes an excluded time in place, for one weekday or every day.
 *
 * @throws E_PAGE_NOT_FOUND when somebody removed it meanwhile
 */
export async function changeExcludedTime(
  counterId: string | null,
  id: string,
  { weekdays, starts, ends, validFrom, validUntil }: ExcludedTime
) {
  const weekday = weekdays[0] ?? null
  await change('excluded_times', counterId, id, {
    ...{ weekday, starts, ends },
    ...{ valid_from: validFrom, valid_until: validUntil },
  })
}

async function change(
  table: 'opening_hours' | 'excluded_times',
  counterId: string | null,
  id: string,
  values: Record<string, string | number | null>
) {
  const columns = Object.keys(values)
  const { rows } = await db.rawQuery(
    `WITH before AS (
       SELECT to_jsonb(t) AS rule FROM ${table} t
        WHERE municipality_id = :municipality AND id = :id
          AND counter_id IS NOT DISTINCT FROM :counter::uuid
          FOR UPDATE
     )
     UPDATE ${table} t SET ${columns.map((name) => `${name} = :${name}`).join(', ')}
       FROM before
      WHERE t.municipality_id = :municipality AND t.id = :id
      RETURNING before.rule AS before, to_jsonb(t) AS after`,
    { ...values, municipality: tenancy.current().municipalityId, id, counter: counterId } as any
  )
  if (!rows[0]) throw new E_PAGE_NOT_FOUND()
  const { before, after } = rows[0]
  const changes = Object.fromEntries(
    columns
      .filter((name) => before[name] !== after[name])
      .map((name) => [name, { from: before[name], to: after[name] }])
  )
  await audit.record({
    action: 'reservation.change_schedule_rule',
    subject: counterId ? { type: 'counter', id: counterId } : undefined,
    detail: { kind: table === 'opening_hours' ? 'hours' : 'exclusion', changes },
  })
}
