import type { I18n } from '@adonisjs/i18n'
import db from '@adonisjs/lucid/services/db'
import {
  idsOf,
  uuidsOf,
  type FieldValues,
  type FindPerson,
  type PersonKey,
  type PersonSection,
} from '@madoguchi/module-kit'
import { formatReadableCode } from '#app/exchange/main'
import { fieldSetOf, type FieldSet } from '#app/fields/main'
import { recipientKey } from '#app/mail/main'
import { municipalities, tenancy } from '#app/tenancy/main'
import { formatDateTime, formatTimestamp, formatWareki } from '#app/ui/main'
import { openContact } from '../contact.js'
import { applicationFields } from '../subjects.js'
import { openAddress } from '../waitlist_entry.js'
import { windowsOfPerson } from './windows_of_person.js'

interface Held {
  id: string
  bookerId: string | null
  linkCode: string | null
  state: string
  receptionNumber: number | null
  serialNumber: string
  startsAt: Date
  reservedAt: Date | null
  counterName: string
  procedureName: string | null
  answers: FieldValues
  contact: string | null
  handling: string | null
  handlingNote: string | null
  oldCardCollected: boolean
  anonymised: boolean
}

interface Waiting {
  id: string
  number: number
  visitDate: string
  counterName: string
  sealedAddress: string | null
}

/** What is held on somebody by the reservations they made, with everybody of the same booking: one form was filled in for all. */
const reservationsOfPerson: FindPerson = async (keys, { i18n }) => {
  const codes = idsOf(keys, 'link_code')
  const reservations = await heldReservations(
    uuidsOf(keys, 'reservation'),
    uuidsOf(keys, 'booker'),
    codes
  )
  const ids = reservations.map(({ id }) => id)
  const waiting = await heldEntries(uuidsOf(keys, 'waitlist_entry'), ids)
  const { municipalityId } = tenancy.current()
  const fields = await fieldSetOf(applicationFields, await municipalities.byId(municipalityId))
  return {
    sections: [
      ...reservations.map((reservation) => reservationSection(reservation, fields, i18n)),
      ...waiting.map((entry) => waitingSection(entry, i18n)),
      ...(await windowsOfPerson(codes, i18n)),
    ],
    keys: [...reservations.flatMap(keysOf), ...waiting.flatMap(keysOfEntry)],
  }
}

export default reservationsOfPerson

async function heldReservations(
  ids: string[],
  bookers: string[],
  codes: string[]
): Promise<Held[]> {
  if (ids.length + bookers.length + codes.length === 0) return []
  const { rows } = await db.rawQuery(
    `SELECT r.id, r.booker_id AS "bookerId", r.link_code AS "linkCode", r.state, r.reception_number AS "receptionNumber",
            r.serial_number AS "serialNumber", r.starts_at AS "startsAt", r.reserved_at AS "reservedAt",
            c.name AS "counterName", t.names ->> 'ja' AS "procedureName", r.answers, r.contact,
            r.handling, r.handling_note AS "handlingNote", r.old_card_collected AS "oldCardCollected",
            r.anonymised_at IS NOT NULL AS anonymised
       FROM reservations r
       JOIN counters c ON c.municipality_id = r.municipality_id AND c.id = r.counter_id
       LEFT JOIN procedure_types t ON t.municipality_id = r.municipality_id AND t.id = r.procedure_type_id
      WHERE r.municipality_id = :municipality
        AND r.id = ANY (ARRAY(
              SELECT id FROM reservations
               WHERE municipality_id = :municipality AND booker_id = ANY (:bookers::uuid[])
              UNION
              SELECT id FROM reservations
               WHERE municipality_id = :municipality AND link_code = ANY (:codes::text[])
              UNION
              SELECT id FROM reservations
               WHERE municipality_id = :municipality
                 AND party_id = ANY (ARRAY(SELECT party_id FROM reservations
                                            WHERE municipality_id = :municipality AND id = ANY (:ids::uuid[])))))
      ORDER BY r.starts_at DESC, r.party_position`,
    { municipality: tenancy.current().municipalityId, ids, bookers, codes } as any
  )
  return rows
}

async function heldEntries(ids: string[], reservations: string[]): Promise<Waiting[]> {
  if (ids.length + reservations.length === 0) return []
  const { rows } = await db.rawQuery(
    `SELECT e.id, e.number, e.visit_date::text AS "visitDate", c.name AS "counterName",
            e.sealed_address AS "sealedAddress"
       FROM waitlist_entries e
       JOIN counters c ON c.municipality_id = e.municipality_id AND c.id = e.counter_id
      WHERE e.municipality_id = ?
        AND (e.id = ANY (?::uuid[]) OR e.reservation_id = ANY (?::uuid[]))
      ORDER BY e.visit_date DESC, e.number`,
    [tenancy.current().municipalityId, ids, reservations] as any[]
  )
  return rows
}

function keysOf({ id, bookerId, contact, linkCode }: Held): PersonKey[] {
  const address = openContact(contact)?.email
  return [
    { kind: 'reservation', id },
    ...(bookerId ? [{ kind: 'booker', id: bookerId }] : []),
    ...(linkCode ? [{ kind: 'link_code', id: linkCode }] : []),
    ...(address ? [recipientKey(address)] : []),
  ]
}

function keysOfEntry({ id, sealedAddress }: Waiting): PersonKey[] {
  const address = sealedAddress && openAddress(sealedAddress)
  return [{ kind: 'waitlist_entry', id }, ...(address ? [recipientKey(address)] : [])]
}

function reservationSection(held: Held, fields: FieldSet, i18n: I18n): PersonSection {
  const word = (key: string) => i18n.t(`reservation.${key}`)
  const rows: [string, string | null | undefined][] = [
    [word('words.state'), word(`states.${held.state}`)],
    [word('words.visit_time'), formatDateTime(held.startsAt)],
    [word('words.place'), held.counterName],
    [word('words.procedure'), held.procedureName],
    [word('link_code.label'), held.linkCode && formatReadableCode(held.linkCode)],
    ...fields
      .rows('staff', held.answers, i18n)
      .map(({ label, value }): [string, string | undefined] => [label, value]),
    [word('fields.email'), openContact(held.contact)?.email],
    [word('staff.handling.what'), held.handling],
    [word('staff.handling.note'), held.handlingNote],
    [word('staff.handling.old_card'), held.oldCardCollected ? '○' : null],
    [word('staff.reservation.made'), held.reservedAt && formatTimestamp(held.reservedAt)],
    [word('staff.reservation.serial'), held.serialNumber],
    [word('staff.privacy.anonymised'), held.anonymised ? '○' : null],
  ]
  return {
    title: i18n.t('reservation.staff.privacy.section', { n: held.receptionNumber ?? '−' }),
    rows: filled(rows),
  }
}

function waitingSection(entry: Waiting, i18n: I18n): PersonSection {
  return {
    title: i18n.t('reservation.staff.privacy.waiting_section', { n: entry.number }),
    rows: filled([
      [i18n.t('reservation.waitlist.day'), formatWareki(entry.visitDate)],
      [i18n.t('reservation.words.place'), entry.counterName],
      [i18n.t('reservation.fields.email'), entry.sealedAddress && openAddress(entry.sealedAddress)],
    ]),
  }
}

const filled = (rows: [string, string | null | undefined][]) =>
  rows.flatMap(([label, value]) => (value ? [{ label, value }] : []))
