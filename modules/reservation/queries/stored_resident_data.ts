import db from '@adonisjs/lucid/services/db'
import type { StoredResidentData } from '@madoguchi/module-kit'
import { fieldSetOf, saysWhoItIs } from '#app/fields/main'
import { municipalities, tenancy } from '#app/tenancy/main'
import { openDraft } from '../draft.js'
import { applicationFields } from '../subjects.js'

/** Reservations that say who it is, in an answer, an address, an ID or a note, and addresses of those who wait. */
const storedResidentData: StoredResidentData = async ({ i18n }) => {
  const { municipalityId } = tenancy.current()
  const fields = await fieldSetOf(applicationFields, await municipalities.byId(municipalityId))
  const harmless = fields.definitions
    .filter((definition) => !saysWhoItIs(definition))
    .map(({ key }) => key)
  const { rows } = await db.rawQuery(
    `SELECT (SELECT count(*)::int FROM reservations
              WHERE municipality_id = :municipality
                AND (num_nonnulls(contact, booker_id, handling_note) > 0
                     OR answers - :harmless::text[] <> '{}')) AS bookings,
            (SELECT count(*)::int FROM waitlist_entries
              WHERE municipality_id = :municipality AND sealed_address IS NOT NULL) AS waiting`,
    { municipality: municipalityId, harmless } as any
  )
  const counted = [
    { label: 'bookings', count: rows[0].bookings },
    { label: 'drafts', count: await draftsWithMore(harmless) },
    { label: 'waiting', count: rows[0].waiting },
  ]
  return counted
    .filter(({ count }) => count > 0)
    .map(({ label, count }) => ({
      label: i18n.t(`reservation.staff.privacy.stored.${label}`),
      count,
    }))
}

/**
 * Forms that are being filled in right now and ask for more than is harmless;
 * two hours old at most. Each state has an index of its own, the draft has
 * none: filling in a form would write it.
 */
async function draftsWithMore(harmless: string[]): Promise<number> {
  const { rows } = await db.rawQuery(
    `SELECT draft FROM reservations
      WHERE municipality_id = :municipality AND state = 'held' AND draft IS NOT NULL
      UNION ALL
     SELECT draft FROM reservations
      WHERE municipality_id = :municipality AND state = 'lapsed' AND draft IS NOT NULL`,
    { municipality: tenancy.current().municipalityId } as any
  )
  return rows.filter(({ draft }: { draft: string }) => {
    const opened = openDraft(draft)
    return (
      opened && (opened.booker || Object.keys(opened.values).some((key) => !harmless.includes(key)))
    )
  }).length
}

export default storedResidentData
