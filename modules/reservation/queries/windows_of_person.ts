import type { I18n } from '@adonisjs/i18n'
import db from '@adonisjs/lucid/services/db'
import type { PersonSection } from '@madoguchi/module-kit'
import { formatReadableCode } from '#app/exchange/main'
import { tenancy } from '#app/tenancy/main'
import { formatTimestamp, formatWareki } from '#app/ui/main'

interface Received {
  linkCode: string
  counterName: string | null
  from: string | null
  until: string | null
  receivedAt: Date
}

/** What the other deployment said of somebody's link codes: where and when they may book. */
export async function windowsOfPerson(codes: string[], i18n: I18n): Promise<PersonSection[]> {
  const { rows } = await db.rawQuery(
    `SELECT w.link_code AS "linkCode", c.name AS "counterName", w.from_day::text AS "from",
            w.until_day::text AS "until", w.received_at AS "receivedAt"
       FROM received_windows w
       LEFT JOIN counters c ON c.municipality_id = w.municipality_id AND c.id = w.counter_id
      WHERE w.municipality_id = ? AND w.link_code = ANY (?::text[])
      ORDER BY w.link_code`,
    [tenancy.current().municipalityId, codes] as any[]
  )
  return rows.map((received: Received) => windowSection(received, i18n))
}

function windowSection(received: Received, i18n: I18n): PersonSection {
  const { linkCode, counterName, from, until, receivedAt } = received
  const word = (key: string) => i18n.t(`reservation.${key}`)
  return {
    title: word('staff.privacy.window_section'),
    rows: [
      { label: word('link_code.label'), value: formatReadableCode(linkCode) },
      { label: word('words.place'), value: counterName ?? word('staff.window.nothing') },
      ...(from ? [{ label: word('staff.privacy.window_from'), value: formatWareki(from) }] : []),
      ...(until ? [{ label: word('staff.privacy.window_until'), value: formatWareki(until) }] : []),
      { label: word('staff.privacy.window_received'), value: formatTimestamp(receivedAt) },
    ],
  }
}
