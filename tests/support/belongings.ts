import { randomUUID } from 'node:crypto'
import router from '@adonisjs/core/services/router'
import { DateTime } from 'luxon'
import db from '@adonisjs/lucid/services/db'
import { addExcludedTime } from '#modules/reservation/actions/add_excluded_time'
import { addOpeningHours } from '#modules/reservation/actions/add_opening_hours'
import { bookByProxy } from '#modules/reservation/actions/book_by_proxy'
import { holdSlot } from '#modules/reservation/actions/hold_slot'
import { recordWalkIn } from '#modules/reservation/actions/record_walk_in'
import { makeBookingToken } from '#modules/reservation/booking_token'
import { entryPassFor, passFor } from '#modules/reservation/reservation_pass'
import { permissionOf } from '#app/staff/main'
import { announceMaintenance } from '#app/operations/actions/announce_maintenance'
import { recordInquiry } from '#app/operations/actions/save_inquiry'
import { installedModules } from '#app/module_system/main'
import { tenancy } from '#app/tenancy/main'
import { sealPdf } from '#app/documents/sealed_document'
import { keyRing } from '#app/exchange/main'
import { columnsPurpose } from '#modules/resident-registry/import_pieces'
import { storeResidents } from '#modules/resident-registry/actions/store_residents'
import { storePrint } from '#modules/printing/tests/support'
import { createAccount } from './account.js'
import { createCardBelongings } from './cards.js'
import { createClosure } from './closure.js'
import {
  createCounter,
  createMunicipality,
  createSlots,
  createStaff,
  setSettings,
} from './municipality.js'
import { createExchangeFile } from './exchange.js'
import { createProcedureType } from './procedure_types.js'
import { createFullDay } from './waitlist.js'

export interface RouteToTry {
  name: string
  /** `/:municipality/staff/slots/:slot` */
  pattern: string
  /** GET, POST. */
  methods: string[]
  /** Parameters besides the municipality. */
  names: string[]
  /** Whose it is; the core's begin with no module's id. */
  module: string
  /** What whoever asks for it has to be permitted. */
  permissions: string[]
}

let table: RouteToTry[] | undefined

/** Every route of a municipality, of the core and of all modules, from the router itself. */
export const routeTable = () => (table ??= readRoutes())

function readRoutes(): RouteToTry[] {
  return Object.values(router.toJSON())
    .flat()
    .filter(({ pattern }) => pattern.startsWith('/:municipality'))
    .map(({ name = '', pattern, methods, middleware }) => ({
      ...{ name, pattern },
      module: name.split('.')[0],
      permissions: [...middleware.all()].flatMap((one) => permissionOf.get(one as object) ?? []),
      methods: methods.filter((method) => method !== 'HEAD'),
      names: [...pattern.matchAll(/:(\w+)/g)].map((match) => match[1]).slice(1),
    }))
}

/** The route of an address; of two that fit, the one that spells out more of it. */
export function routeOf(method: string, address: string): RouteToTry | undefined {
  const [path] = address.split('?')
  const fits = (pattern: string) =>
    new RegExp(`^${pattern.replaceAll(/:\w+/g, '[^/]+')}$`).test(path)
  return routeTable()
    .filter(({ methods, pattern }) => methods.includes(method) && fits(pattern))
    .sort((a, b) => a.names.length - b.names.length)[0]
}

/** Everything of one municipality that an address can name, by the name routes give it. */
export async function belongings(modules = installedModules().map(({ id }) => id)) {
  const municipality = await createMunicipality({ modules })
  const counter = await createCounter(municipality)
  const [slot] = await createSlots(municipality, counter)
  const staff = await createStaff(municipality, 'system_administrator')
  const booked = makeBookingToken()
  const token = makeBookingToken()
  const { id: reservation } = await tenancy.run(municipality, async () => {
    await holdSlot({ slotId: slot, token, minutes: 10 })
    return bookByProxy({ slotId: slot, token: booked, values: {}, staffId: staff.id })
  })
  const call = await tenancy.run(municipality, async () => {
    const { rows } = await db.rawQuery(
      `INSERT INTO calls (municipality_id, reservation_id, counter_id, visit_date, reception_number, desk, called_by)
       SELECT municipality_id, id, counter_id, visit_date, reception_number, '1', ?
         FROM reservations WHERE id = ? RETURNING id`,
      [staff.id, reservation]
    )
    return rows[0].id as string
  })
  const walkIn = await tenancy.run(municipality, () =>
    recordWalkIn({
      ...{ counterId: counter.id, procedureTypeId: null, token: makeBookingToken() },
      ...{ answers: {}, staffId: staff.id },
    })
  )
  const closed = await createClosure(municipality, staff.id, counter.id)
  const rules = await tenancy.run(municipality, async () => {
    const valid = { validFrom: null, validUntil: null }
    await addOpeningHours(counter.id, {
      ...{ weekdays: [1], opens: '09:00', closes: '17:00', unit: 30, capacity: 3 },
      ...{ desks: null, perDesk: null, ...valid },
    })
    await addExcludedTime([counter.id], { weekdays: [], starts: '12:00', ends: '13:00', ...valid })
    const { rows } = await db.rawQuery(
      `SELECT (SELECT id FROM opening_hours) AS hours, (SELECT id FROM excluded_times) AS exclusion`
    )
    return rows[0] as { hours: string; exclusion: string }
  })
  const procedureType = await createProcedureType(municipality, { public: false })
  const line = await createFullDay(municipality)
  const account = await createAccount(municipality)
  const [resident] = await tenancy.run(municipality, () =>
    storeResidents([{ number: '0001', values: { name: '試験　太郎', kana: 'シケン　タロウ' } }])
  )
  const cards = await createCardBelongings(municipality, staff.id, counter.id)
  const residentImport = await tenancy.run(municipality, async () => {
    const id = randomUUID()
    await db.rawQuery(
      `INSERT INTO resident_imports
         (municipality_id, id, encoding, columns_sealed, staff_id, staff_login, file_pieces)
       VALUES (?, ?, 'UTF-8', ?, ?, ?, 0)`,
      [municipality.id, id, keyRing.seal([], columnsPurpose(id)), staff.id, staff.loginId]
    )
    return id
  })
  const printed = await storePrint(municipality, staff.id)
  const document = await tenancy.run(municipality, async () => {
    const id = randomUUID()
    await db.rawQuery(
      `INSERT INTO documents (municipality_id, id, title, facts, file_name, permission, state,
                              pages, pdf_sealed, made_by, ended_at)
       VALUES (?, ?, '帳票', '{}', 'report', 'core.view_reports', 'done', 1, ?, ?, now())`,
      [municipality.id, id, sealPdf(id, Buffer.from('%PDF-1.7')), staff.id]
    )
    return id
  })
  await setSettings(municipality.id, {
    'accounts.online_registration': true,
    'reservation.display': true,
  })
  const mail = await tenancy.run(municipality, async () => {
    const { rows } = await db.rawQuery(
      `INSERT INTO mail_messages (municipality_id, template, state, recipient_hash)
       VALUES (?, 'test', 'sent', '\\x00') RETURNING id`,
      [municipality.id]
    )
    return rows[0].id as string
  })
  const { notice, inquiry } = await tenancy.run(municipality, async () => {
    await announceMaintenance({
      ...{
        shownFrom: '2026-01-01T09:00',
        startsAt: '2099-12-01T22:00',
        endsAt: '2099-12-01T23:00',
      },
      ...{ forResidents: false, note: '電源の点検です。' },
    })
    await recordInquiry({
      ...{ receivedOn: '2026-11-24', counterId: counter.id, category: 'guidance' },
      ...{ channel: 'phone', question: '開き方', answer: null, state: 'open' },
    })
    const { rows } = await db.rawQuery(
      `SELECT (SELECT id FROM maintenance_notices) AS notice, (SELECT id FROM inquiries) AS inquiry`
    )
    return rows[0] as { notice: string; inquiry: string }
  })
  const exchangeFile = await createExchangeFile(municipality)
  return {
    municipality,
    staff,
    account,
    ids: {
      slot,
      token,
      reservation,
      counter: counter.id,
      code: counter.code,
      call,
      walk_in: walkIn,
      schedule: counter.id,
      ...rules,
      ...closed,
      ...cards,
      procedure_type: procedureType.id,
      ticket: line.ticket,
      entry: entryPassFor(municipality.id, line.entry),
      member: staff.id,
      message: mail,
      notice,
      inquiry,
      exchange_file: exchangeFile,
      account: account.id,
      resident,
      import: residentImport,
      ...printed,
      document,
      part: '1',
      change: 'suspend',
      registration: account.links.registration,
      reset: account.links.reset,
      pass: passFor(municipality.id, reservation),
      /** Not records of anybody's, but parts of addresses all the same. */
      day: tomorrow(),
      module: 'reservation',
      feed: 'reservations',
      group: 'reservation',
      subject: 'reservation.application',
      field: 'old_card',
      role: 'counter_clerk',
      report: 'reservation.daily_counts',
      texts: 'reservation.calendar',
      template: 'reservation.mail.made',
      kind: 'reservation',
      person: reservation,
    } as Record<string, string>,
    /** The token of the confirmed reservation, for the pages that come after confirming. */
    booked,
  }
}

const tomorrow = () => DateTime.now().setZone('Asia/Tokyo').plus({ days: 1 }).toISODate()!

/**
 * The address of a route with one municipality's ids in it.
 *
 * @param slug the municipality it is addressed to, by default the one the ids are of
 */
export function addressOf(
  { pattern, names }: RouteToTry,
  { municipality, ids }: { municipality: { slug: string }; ids: Record<string, string> },
  slug = municipality.slug
): string {
  return names.reduce(
    (path, name) => {
      if (!(name in ids)) throw new Error(`${pattern}: teach belongings() what "${name}" is.`)
      return path.replace(`:${name}`, encodeURIComponent(ids[name]))
    },
    pattern.replace(':municipality', slug)
  )
}
