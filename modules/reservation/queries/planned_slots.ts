import { tenancy, type Municipality } from '#app/tenancy/main'
import { AT_TOKYO } from '#app/ui/main'
import { closingDays } from '../closing_rules.js'

/** Which days at which counters; all of them when `counterIds` is null. */
export interface Period {
  /** ISO dates, first and last. */
  from: string
  until: string
  counterIds: string[] | null
}

/**
 * SQL of the slots that the rules give, as `planned`, for statements with the
 * bindings of `periodBindings`. The first that says something of a day at a
 * counter has the word: a closure, the counter's own closed day, its exception,
 * a day on which all counters are closed, the hours of the week, which are the
 * municipality's until the counter has some of its own. What is excluded is
 * left out of whatever is open.
 */
export const PLANNED = `counter_days AS (
    SELECT c.municipality_id, c.id AS counter_id, day::date AS day, extract(isodow FROM day)::int AS weekday,
           CASE WHEN EXISTS (
             SELECT 1 FROM opening_hours own
              WHERE own.municipality_id = c.municipality_id AND own.counter_id = c.id) THEN c.id END AS follows
      FROM counters c
     CROSS JOIN LATERAL generate_series(
             greatest(:from::date, c.valid_from)::timestamp,
             least(:until::date, c.valid_until)::timestamp,
             interval '1 day') AS day
     WHERE c.municipality_id = :municipality
       AND (:counters::uuid[] IS NULL OR c.id = ANY (:counters::uuid[]))
  ), stretches AS (
    SELECT d.municipality_id, d.counter_id, d.follows, d.day, d.weekday, e.opens, e.closes, e.unit_minutes, e.capacity
      FROM counter_days d
      JOIN exceptional_days e ON e.municipality_id = d.municipality_id
       AND e.counter_id = d.counter_id AND e.day = d.day AND e.opens IS NOT NULL
    UNION ALL
    SELECT d.municipality_id, d.counter_id, d.follows, d.day, d.weekday, h.opens, h.closes,
           coalesce(e.unit_minutes, h.unit_minutes), coalesce(e.capacity, h.capacity)
      FROM counter_days d
      JOIN opening_hours h ON h.municipality_id = d.municipality_id
       AND h.counter_id IS NOT DISTINCT FROM d.follows AND h.weekday = d.weekday
       AND d.day BETWEEN coalesce(h.valid_from, '-infinity') AND coalesce(h.valid_until, 'infinity')
      LEFT JOIN exceptional_days e ON e.municipality_id = d.municipality_id
       AND e.counter_id = d.counter_id AND e.day = d.day
     WHERE e.opens IS NULL
       AND d.day <> ALL (:closingDays::date[])
       AND NOT EXISTS (
         SELECT 1 FROM closed_days x
          WHERE x.municipality_id = d.municipality_id AND x.counter_id IS NULL AND x.day = d.day)
  ), planned AS (
    SELECT s.municipality_id, s.counter_id, s.day AS visit_date, s.capacity,
           begins ${AT_TOKYO} AS starts_at,
           (begins + unit) ${AT_TOKYO} AS ends_at
      FROM stretches s
     CROSS JOIN LATERAL make_interval(mins => s.unit_minutes) AS unit
     CROSS JOIN LATERAL generate_series(s.day + s.opens, s.day + s.closes - unit, unit) AS begins
     WHERE NOT EXISTS (
             SELECT 1 FROM closed_days x
              WHERE x.municipality_id = s.municipality_id AND x.counter_id = s.counter_id AND x.day = s.day)
       AND NOT EXISTS (
             SELECT 1 FROM closures x
              WHERE x.municipality_id = s.municipality_id AND x.reopened_at IS NULL
                AND (x.counter_id IS NULL OR x.counter_id = s.counter_id)
                AND s.day BETWEEN x.first_day AND x.last_day)
       AND NOT EXISTS (
             SELECT 1 FROM excluded_times x
              WHERE x.municipality_id = s.municipality_id
                AND (x.counter_id = s.counter_id OR (x.counter_id IS NULL AND s.follows IS NULL))
                AND (x.weekday IS NULL OR x.weekday = s.weekday)
                AND s.day BETWEEN coalesce(x.valid_from, '-infinity') AND coalesce(x.valid_until, 'infinity')
                AND begins < s.day + x.ends AND begins + unit > s.day + x.starts)
  )`

/** What `PLANNED` is filled in with. */
export const periodBindings = (
  boundBy: Pick<Municipality, 'settings'>,
  { from, until, counterIds }: Period
) => ({
  ...{ from, until, counters: counterIds },
  municipality: tenancy.current().municipalityId,
  closingDays: closingDays(boundBy, from, until).map(({ day }) => day),
})
