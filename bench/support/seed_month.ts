import pg from 'pg'
import { Scrypt } from '@adonisjs/core/hash/drivers/scrypt'
import type { Stage } from './stage.js'

/** Days behind today that have been worked off, and ahead that are open. */
const DAYS_BEHIND = 30
const DAYS_AHEAD = 60
/** 7,000 visits a day at forty counters with 36 quarters of an hour of five desks. */
const FILLED = 0.975
const CODES = 20_000

export const CLERK = { loginId: 'bench', password: 'a password for benchmarks' }

type Query = (sql: string, values?: unknown[]) => Promise<pg.QueryResult>

/**
 * A month of a large city behind today: who came, who did not, what was
 * written in the audit log and mailed; and the coming weeks booked less and
 * less. Slots that are published already stay. Written past the application,
 * because only looking at it is measured.
 *
 * @returns how many reservations there are
 */
export async function seedMonth(
  { databaseUrl }: Pick<Stage, 'databaseUrl'>,
  town: number
): Promise<number> {
  const client = new pg.Client({ connectionString: databaseUrl })
  await client.connect()
  const query: Query = (sql, values = [town]) => client.query(sql, values)
  try {
    await slots(query)
    await reservations(query)
    await whatHangsOnThem(query)
    await people(query, town)
    const { rows } = await query(
      'SELECT count(*)::int AS n FROM reservations WHERE municipality_id = $1'
    )
    return rows[0].n
  } finally {
    await client.end()
  }
}

async function slots(query: Query) {
  await query(
    `INSERT INTO slots (municipality_id, counter_id, visit_date, starts_at, ends_at, capacity)
     SELECT $1, c.id, d::date, begins AT TIME ZONE 'Asia/Tokyo',
            (begins + interval '15 minutes') AT TIME ZONE 'Asia/Tokyo', 5
       FROM counters c
      CROSS JOIN (SELECT (now() AT TIME ZONE 'Asia/Tokyo')::date AS today) AS t
      CROSS JOIN generate_series((today - ${DAYS_BEHIND})::timestamp, today + ${DAYS_AHEAD}, interval '1 day') AS d
      CROSS JOIN generate_series(d + time '08:30', d + time '17:15', interval '15 minutes') AS begins
      WHERE c.municipality_id = $1
     ON CONFLICT DO NOTHING`
  )
  await query(
    `INSERT INTO procedure_types (municipality_id, code, names, duration_minutes, display_order)
     SELECT $1, code, jsonb_build_object('ja', name), 15, place
       FROM (VALUES ('RECEIVE', 'カードの受取', 1), ('RENEW', '電子証明書の更新', 2),
                    ('PIN', '暗証番号の再設定', 3)) AS v (code, name, place)`
  )
}

/** What is behind has come, has not, or was cancelled; today is half over. */
async function reservations(query: Query) {
  await query(
    `INSERT INTO reservations (municipality_id, slot_id, counter_id, visit_date, starts_at, state, reception_number,
            issued_numbers, hold_token_hash, access_key_hash, created_at, reserved_at, settled_at,
            procedure_type_id, answers, old_card_collected, handling)
     SELECT municipality_id, id, counter_id, visit_date, starts_at, state, number, ARRAY[number],
            sha256(token), sha256('key' || token), reserved_at, reserved_at,
            CASE state WHEN 'reserved' THEN NULL WHEN 'cancelled' THEN reserved_at ELSE starts_at END,
            (SELECT id FROM procedure_types p WHERE p.municipality_id = $1 AND p.display_order = 1 + number % 3),
            CASE WHEN number % 50 = 0 THEN '{"old_card": "yes"}' ELSE '{"old_card": "no"}' END::jsonb,
            state = 'arrived' AND number % 50 = 0,
            CASE WHEN state = 'arrived' THEN '交付' END
       FROM (
         SELECT s.*, desk,
                (row_number() OVER (PARTITION BY counter_id, visit_date ORDER BY random()))::int AS number,
                (s.id::text || desk)::bytea AS token,
                CASE WHEN luck < 0.04 THEN 'cancelled'
                     WHEN starts_at > now() THEN 'reserved'
                     WHEN luck < 0.10 THEN 'no_show' ELSE 'arrived' END AS state,
                least(now(), starts_at) - random() * interval '20 days' AS reserved_at
           FROM (SELECT *, (now() AT TIME ZONE 'Asia/Tokyo')::date AS today FROM slots
                  WHERE municipality_id = $1) AS s
          CROSS JOIN generate_series(1, 5) AS desk
          CROSS JOIN LATERAL (SELECT random() AS luck, random() AS chance, s.id) AS drawn
          WHERE chance < ${FILLED} * least(1, 1 - (visit_date - today) / 60.0)
       ) AS drawn`
  )
  await query(
    `INSERT INTO reservation_seats (municipality_id, reservation_id, slot_id)
     SELECT municipality_id, id, slot_id FROM reservations WHERE municipality_id = $1 AND state <> 'cancelled'`
  )
  await query('ANALYZE slots, reservations, reservation_seats', [])
  await query(
    `UPDATE slots s SET taken = n
       FROM (SELECT slot_id, count(*) AS n FROM reservation_seats WHERE municipality_id = $1 GROUP BY slot_id) AS seats
      WHERE s.municipality_id = $1 AND s.id = seats.slot_id`
  )
  await query(
    `INSERT INTO reception_numbers (municipality_id, counter_id, visit_date, last_number)
     SELECT $1, counter_id, visit_date, max(reception_number) FROM reservations
      WHERE municipality_id = $1 GROUP BY counter_id, visit_date`
  )
}

async function whatHangsOnThem(query: Query) {
  await query(
    `INSERT INTO audit_entries (municipality_id, recorded_at, actor_kind, action, subject_type, subject_id, result, detail)
     SELECT $1, reserved_at, 'resident', 'reservation.confirm', 'reservation', id::text, 'ok',
            jsonb_build_object('receptionNumber', reception_number)
       FROM reservations WHERE municipality_id = $1`
  )
  await query(
    `INSERT INTO audit_entries (municipality_id, recorded_at, actor_kind, staff_login, action, subject_type, subject_id, result)
     SELECT $1, coalesce(settled_at, reserved_at), 'staff', 'clerk' || (reception_number % 200),
            'reservation.' || action, 'reservation', id::text, 'ok'
       FROM reservations CROSS JOIN (VALUES ('view'), ('mark_arrival')) AS v (action)
      WHERE municipality_id = $1 AND state = 'arrived'`
  )
  /** Sealed as they came; nobody verifies the seal here. */
  await query(
    `INSERT INTO audit_blocks (municipality_id, block, entries, entry_count, previous_hash, hash)
     SELECT $1, 1, int8multirange(int8range(min(seq), max(seq), '[]')), count(*), sha256('before'), sha256('after')
       FROM audit_entries WHERE municipality_id = $1`
  )
  await query(
    `INSERT INTO mail_messages (municipality_id, template, state, recipient_hash, created_at, settled_at)
     SELECT $1, 'reservation.mail.made', 'sent', sha256(id::text::bytea), reserved_at, reserved_at
       FROM reservations WHERE municipality_id = $1`
  )
  await query(
    `INSERT INTO waitlists (municipality_id, counter_id, visit_date, last_number)
     SELECT $1, counter_id, visit_date, 5 FROM slots
      WHERE municipality_id = $1 AND visit_date < current_date + 14
      GROUP BY counter_id, visit_date`
  )
  await query(
    `INSERT INTO waitlist_entries (municipality_id, counter_id, visit_date, number, persons, consecutive,
            code_hash, locale, state, settled_at)
     SELECT $1, counter_id, visit_date, n, 1, false, sha256((counter_id::text || visit_date || n)::bytea), 'ja',
            CASE WHEN past THEN 'closed' ELSE 'waiting' END, CASE WHEN past THEN now() END
       FROM waitlists CROSS JOIN generate_series(1, 5) AS n
      CROSS JOIN LATERAL (SELECT visit_date <= current_date AS past) AS p WHERE municipality_id = $1`
  )
  await query(
    `INSERT INTO inquiries (municipality_id, number, received_on, category, channel, question, state)
     SELECT $1, n + 1, current_date - n / 10, 'guidance', 'phone', '画面の開き方', 'open'
       FROM generate_series(0, 299) AS n`
  )
  await query(
    `WITH series AS (
       INSERT INTO exchange_series (municipality_id, direction, id, feed, because, started_at, last_number)
       VALUES ($1, 'out', gen_random_uuid(), 'reservations', 'first', now(), 1000) RETURNING id)
     INSERT INTO exchange_files (municipality_id, direction, series_id, number, row_count, sha256, made_at,
                                 content, state)
     SELECT $1, 'out', id, n, 0, md5(n::text), now(), '', 'sent'
       FROM series CROSS JOIN generate_series(1, 1000) AS n`
  )
}

/** Two hundred clerks, one of whom signs in, and people with an ID. */
async function people(query: Query, town: number) {
  /** Cheaper than the product's: signing in is not what is measured. */
  const hash = await new Scrypt({ cost: 1024 }).make(CLERK.password)
  await query(
    `INSERT INTO staff_members (municipality_id, login_id, name, role, password_hash, password_is_temporary)
     SELECT $1, coalesce('clerk' || nullif(n, 0), $2), '計測　職員', CASE n WHEN 0 THEN 'system_administrator' ELSE 'counter_clerk' END, $3, false
       FROM generate_series(0, 200) AS n`,
    [town, CLERK.loginId, hash]
  )
  await query(
    `INSERT INTO staff_counters (municipality_id, staff_id, counter_id)
     SELECT $1, s.id, c.id FROM staff_members s JOIN LATERAL (
            SELECT id FROM counters WHERE municipality_id = $1 ORDER BY md5(id::text || s.login_id) LIMIT 3) AS c ON true
      WHERE s.municipality_id = $1 AND s.role = 'counter_clerk'`
  )
  await query(
    `INSERT INTO reservations (municipality_id, counter_id, visit_date, starts_at, walk_in, state, booked_by,
            reserved_at, settled_at, reception_number, issued_numbers, hold_token_hash)
     SELECT $1, c.id, (now() AT TIME ZONE 'Asia/Tokyo')::date, date_trunc('minute', now()), true, 'arrived', s.id,
            now(), now(), 1000, ARRAY[1000], sha256(c.id::text::bytea)
       FROM counters c JOIN staff_members s ON s.municipality_id = c.municipality_id AND s.login_id = $2
      WHERE c.municipality_id = $1`,
    [town, CLERK.loginId]
  )
  await query(
    `INSERT INTO excluded_times (municipality_id, starts, ends, valid_from, valid_until)
     VALUES ($1, '12:00', '13:00', '2099-01-01', '2099-12-31')`
  )
  await query(
    `INSERT INTO municipality_modules (municipality_id, module_id, enabled) VALUES ($1, 'accounts', true)`
  )
  await query(
    `INSERT INTO accounts (municipality_id, user_id, user_key, password_hash)
     SELECT $1, 'BENCH' || n, 'BENCH' || n, 'x' FROM generate_series(1, ${CODES}) AS n`
  )
}

/** What autovacuum has done long ago where a month took a month. */
export async function vacuum({ databaseUrl }: Pick<Stage, 'databaseUrl'>) {
  const client = new pg.Client({ connectionString: databaseUrl })
  await client.connect()
  await client.query('VACUUM (ANALYZE)')
  await client.end()
}
