import pg from 'pg'
import type { Stage } from './stage.js'

const COUNTERS = 40
/** Days of visits before and after today. */
const PAST = 360
const COMING = 60
const SURNAMES =
  '佐藤 鈴木 高橋 田中 伊藤 渡辺 山本 中村 小林 加藤 吉田 山田 佐々木 山口 松本 井上 木村 林 斎藤 清水'
const GIVEN =
  '太郎 花子 一郎 次郎 三郎 幸子 和子 恵子 洋子 健 誠 徹 翔 大輔 拓也 美咲 陽菜 結衣 葵 蓮 正 清 茂 勇 実'
const KANA =
  'サトウ スズキ タカハシ タナカ イトウ ワタナベ ヤマモト ナカムラ コバヤシ カトウ ヨシタ ヤマタ ササキ ヤマクチ マツモト イノウエ キムラ ハヤシ サイトウ シミス'

/**
 * A large city's reservations of a year and what is coming, four fields of
 * each indexed as the product does it, and other municipalities' beside them.
 */
export async function seedReservations({ databaseUrl }: Pick<Stage, 'databaseUrl'>) {
  const client = new pg.Client({ connectionString: databaseUrl })
  await client.connect()
  try {
    const { rows } = await client.query(
      `INSERT INTO municipalities (code, slug, name, name_kana)
       VALUES ('990035', 'bench', '計測市', 'ケイソクシ') RETURNING id`
    )
    const town: number = rows[0].id
    await client.query(
      `INSERT INTO municipality_modules (municipality_id, module_id, enabled) VALUES ($1, 'reservation', true)`,
      [town]
    )
    await client.query(
      `INSERT INTO counters (municipality_id, code, name)
       SELECT $1, 'C' || n, '第' || n || '窓口' FROM generate_series(1, ${COUNTERS}) AS n`,
      [town]
    )
    await client.query(
      `INSERT INTO slots (municipality_id, counter_id, visit_date, starts_at, ends_at, capacity, taken)
       SELECT $1, c.id, day::date, begins AT TIME ZONE 'Asia/Tokyo',
              (begins + interval '1 hour') AT TIME ZONE 'Asia/Tokyo', 5, 3
         FROM counters c
        CROSS JOIN generate_series(current_date - ${PAST}, current_date + ${COMING}, interval '1 day') AS day
        CROSS JOIN generate_series(day + time '08:00', day + time '16:00', interval '1 hour') AS begins
        WHERE c.municipality_id = $1`,
      [town]
    )
    await client.query(
      `INSERT INTO reservations
         (municipality_id, slot_id, counter_id, visit_date, starts_at, state, reception_number, issued_numbers,
          access_key_hash, reserved_at, answers, booker_id, old_card_collected, handling)
       SELECT s.municipality_id, s.id, s.counter_id, s.visit_date, s.starts_at,
              CASE WHEN n = 1 AND hour % 4 = 0 THEN 'cancelled'
                   WHEN s.visit_date >= current_date THEN 'reserved'
                   WHEN random() < 0.08 THEN 'no_show' ELSE 'arrived' END,
              number, ARRAY[number], sha256(s.id::text::bytea || int4send(n)),
              s.starts_at - random() * interval '50 days',
              jsonb_build_object('name', family[f] || '　' || given[g], 'kana', kana[f],
                                 'phone', '090-' || lpad((random() * 9999)::int::text, 4, '0') || '-' ||
                                          lpad((random() * 9999)::int::text, 4, '0'),
                                 'birthday', (date '1940-01-01' + (random() * 25000)::int)::text),
              CASE WHEN random() < 0.5 THEN uuidv7() END, random() < 0.3,
              CASE WHEN random() < 0.5 THEN '交付済み' END
         FROM (SELECT *, extract(hour FROM starts_at AT TIME ZONE 'Asia/Tokyo')::int AS hour
                 FROM slots WHERE municipality_id = $1) AS s
        CROSS JOIN generate_series(1, 3) AS n
        CROSS JOIN LATERAL (SELECT ((hour - 8) * 3 + n) AS number,
                                   1 + floor(random() * 20)::int AS f,
                                   1 + floor(random() * 25)::int AS g, s.id AS _) AS drawn
        CROSS JOIN (SELECT string_to_array('${SURNAMES}', ' ') AS family,
                           string_to_array('${GIVEN}', ' ') AS given,
                           string_to_array('${KANA}', ' ') AS kana) AS words`,
      [town]
    )
    await client.query(
      `INSERT INTO field_values (municipality_id, subject, record_id, field, position, text_key, date_key)
       SELECT municipality_id, 'reservation.application', id, field, 0, text_key, date_key
         FROM reservations
        CROSS JOIN LATERAL (VALUES
          ('name', replace(answers ->> 'name', '　', ''), NULL::date),
          ('kana', answers ->> 'kana', NULL),
          ('phone', replace(answers ->> 'phone', '-', ''), NULL),
          ('birthday', NULL, (answers ->> 'birthday')::date)) AS keys (field, text_key, date_key)
        WHERE municipality_id = $1`,
      [town]
    )
    await client.query(
      `INSERT INTO field_endings (municipality_id, subject, record_id, field, ending)
       SELECT DISTINCT municipality_id, subject, record_id, field, substr(text_key, n, 20)
         FROM field_values CROSS JOIN LATERAL generate_series(1, length(text_key)) AS n
        WHERE municipality_id = $1 AND field IN ('name', 'kana')`,
      [town]
    )
    await client.query('VACUUM ANALYZE')
    const { rows: some } = await client.query(
      `SELECT serial_number AS serial, access_key_hash AS key, booker_id AS booker, counter_id AS counter
         FROM reservations WHERE booker_id IS NOT NULL ORDER BY id LIMIT 1 OFFSET 1000`
    )
    const { rows: counted } = await client.query('SELECT count(*)::int AS n FROM reservations')
    return { town, reservations: counted[0].n as number, one: some[0] }
  } finally {
    await client.end()
  }
}
