import db from '@adonisjs/lucid/services/db'
import type { FeedCollector, FeedRow } from '@madoguchi/module-kit'
import { answersTo } from '#app/module_system/main'
import { municipalities, tenancy, type Municipality } from '#app/tenancy/main'
import type { cardsFeed } from '#modules/reservation/api'
import { barredFromBooking } from '../api.js'
import { NOT_LIVE } from '../progress_codes.js'
import { progressSettings } from '../settings.js'

type Row = FeedRow<(typeof cardsFeed)['columns']>

/**
 * Where and when cards can be fetched, as far as no file has told it yet: the
 * same as `bookable_window.ts` answers in one deployment. A card on its way is
 * told anew each day, because it has still not come. The other side knows
 * neither who was suspended nor which codes were stopped: there is nothing to
 * book for them.
 */
const collect: FeedCollector<Row> = async ({ everything }) => {
  const { municipalityId } = tenancy.current()
  if (everything) {
    await db.rawQuery('DELETE FROM told_windows WHERE municipality_id = ?', [municipalityId])
  }
  const municipality = await municipalities.byId(municipalityId)
  const { transit_days: transit } = progressSettings.read(municipality)
  const { rows } = await db.rawQuery(
    `WITH bookable AS (
       SELECT c.link_code, k.code AS counter_code, c.deadline AS until_day,
              CASE WHEN c.in_transit_to IS NOT NULL
                   THEN (now() AT TIME ZONE 'Asia/Tokyo')::date + :transit::int END AS from_day
         FROM card_cases c
         JOIN counters k ON k.municipality_id = :municipality
          AND k.id = coalesce(c.in_transit_to, c.counter_id)
         JOIN link_codes l ON l.municipality_id = :municipality
          AND l.code = c.link_code AND l.state = 'active'
        WHERE c.municipality_id = :municipality AND c.link_code <> ALL (:barred::text[])
          AND c.status <> ALL (:over::text[]) AND c.status NOT IN ('LOST', 'NONE')),
     fresh AS (
       SELECT coalesce(b.link_code, t.link_code) AS link_code, b.counter_code, b.from_day, b.until_day
         FROM bookable b
         FULL JOIN (SELECT * FROM told_windows WHERE municipality_id = :municipality) t
           ON t.link_code = b.link_code
        WHERE (t.counter_code, t.from_day, t.until_day)
              IS DISTINCT FROM (b.counter_code, b.from_day, b.until_day))
     INSERT INTO told_windows (municipality_id, link_code, counter_code, from_day, until_day)
     SELECT :municipality, link_code, counter_code, from_day, until_day FROM fresh
     ON CONFLICT (municipality_id, link_code) DO UPDATE
        SET counter_code = excluded.counter_code, from_day = excluded.from_day,
            until_day = excluded.until_day
     RETURNING link_code, counter_code, from_day::text, until_day::text`,
    {
      ...{ municipality: municipalityId, transit, over: [...NOT_LIVE] },
      barred: await codesBarred(municipality),
    } as any
  )
  return (rows as Told[]).map((told) => ({
    link_code: told.link_code,
    state: told.counter_code === null ? 'closed' : 'open',
    counter: told.counter_code ?? '',
    from: told.from_day ?? '',
    until: told.until_day ?? '',
  }))
}

/** In one deployment the booking side asks these modules itself. */
async function codesBarred(municipality: Municipality): Promise<string[]> {
  const codes: string[] = []
  for (const barred of await answersTo(barredFromBooking, municipality)) {
    codes.push(...(await barred()))
  }
  return codes
}

export default collect

interface Told {
  link_code: string
  counter_code: string | null
  from_day: string | null
  until_day: string | null
}
