import router from '@adonisjs/core/services/router'
import { DateTime } from 'luxon'
import pg from 'pg'
import { installedModules, reportsOf } from '#app/module_system/main'
import type { Municipality } from '#app/tenancy/main'
import type { Stage } from './stage.js'

const STAFF = '/:municipality/staff'

/** What is opened by somebody who is not signed in, comes after a step that is not gone here, leads to another page, or is a file. */
const ELSEWHERE =
  /sign-in|reservations\/today$|:token|\.csv$|preview$|change\/:slot$|documents\/:document$/

export interface StaffPage {
  /** `/staff/reports/:report`, with the report's name in it where there are several. */
  name: string
  path: string
}

/**
 * Every page staff can open, by the router itself, with records of the seeded
 * town in its address; and the longest list of those that ask for a period.
 * A page with a new kind of record in its address makes the benchmark fail
 * until it is told which.
 */
export async function staffPages(stage: Stage, municipality: Municipality): Promise<StaffPage[]> {
  const ids = await recordsOf(stage, municipality.id)
  if (!router.commited) router.commit()
  const off = installedModules().filter(({ id }) => !municipality.modules.has(id))
  const isOn = (id: string) => off.every((module) => module.id !== id)
  const addressed = Object.values(router.toJSON())
    .flat()
    .filter(({ pattern, methods }) => pattern.startsWith(STAFF) && methods.includes('GET'))
    .filter(({ pattern }) => !ELSEWHERE.test(pattern) && !pattern.includes(':report'))
    .filter(({ name }) => isOn(name!.split('.')[0]))
    .map(({ pattern }) => pageAt(pattern, ids, municipality.slug))
  return [
    ...addressed,
    ...reportPages(municipality),
    ...longLists(municipality.slug, ids.reservation),
  ]
}

function pageAt(pattern: string, ids: Record<string, string>, slug: string): StaffPage {
  const path = pattern.replace(/:(\w+)/g, (_, name) => {
    if (name === 'municipality') return slug
    /** The hours that are seeded are the city's. */
    if (name === 'schedule' && /:(hours|exclusion)$/.test(pattern)) return 'standard'
    if (!ids[name]) throw new Error(`${pattern}: teach staffPages() what "${name}" is.`)
    return encodeURIComponent(ids[name])
  })
  return { name: pattern.slice('/:municipality'.length), path }
}

/** Each report as it opens, and for the longest period it takes. */
function reportPages(municipality: Municipality): StaffPage[] {
  const today = DateTime.now().setZone('Asia/Tokyo')
  const month = { from: today.minus({ days: 30 }).toISODate()!, until: today.toISODate()! }
  const longest = {
    day: `?from=${month.until}`,
    days: `?${new URLSearchParams(month)}`,
    month: `?month=${today.minus({ months: 1 }).toFormat('yyyy-MM')}`,
  }
  return reportsOf(municipality).flatMap(({ id, period }) =>
    ['', longest[period]].map((asked) => ({
      name: `/staff/reports/${id}${asked}`,
      path: `/${municipality.slug}/staff/reports/${id}${asked}`,
    }))
  )
}

function longLists(slug: string, reservation: string): StaffPage[] {
  const today = DateTime.now().setZone('Asia/Tokyo')
  const day = (days: number) => today.plus({ days }).toISODate()!
  return [
    `/staff/reservations?from=${day(-30)}&until=${day(60)}`,
    `/staff/reservations?from=${day(-30)}&until=${day(60)}&page=5000`,
    `/staff/reservations?from=${day(-30)}&until=${day(60)}&state=no_show`,
    `/staff/visits?date=${day(-10)}`,
    `/staff/visits?date=${day(10)}`,
    `/staff/audit?from=${day(-30)}&until=${day(0)}`,
    `/staff/audit?subject_type=reservation&subject_id=${reservation}&kind=view`,
  ].map((name) => ({ name, path: `/${slug}${name}` }))
}

/** A record for each kind of address: of the middle of the day, where there is much. */
async function recordsOf({ databaseUrl }: Stage, town: number): Promise<Record<string, string>> {
  const client = new pg.Client({ connectionString: databaseUrl })
  await client.connect()
  try {
    const { rows } = await client.query(
      `SELECT s.id AS slot, r.id AS reservation, s.counter_id AS counter, s.counter_id AS schedule,
              s.visit_date::text AS day,
              (SELECT id FROM reservations WHERE municipality_id = $1 AND walk_in AND counter_id = s.counter_id LIMIT 1) AS walk_in,
              (SELECT id FROM opening_hours WHERE municipality_id = $1 LIMIT 1) AS hours,
              (SELECT id FROM excluded_times WHERE municipality_id = $1 LIMIT 1) AS exclusion,
              (SELECT id FROM closures WHERE municipality_id = $1 LIMIT 1) AS closure,
              (SELECT id FROM procedure_types WHERE municipality_id = $1 LIMIT 1) AS procedure_type,
              (SELECT id FROM staff_members WHERE municipality_id = $1 AND role = 'counter_clerk' LIMIT 1) AS member,
              (SELECT id FROM mail_messages WHERE municipality_id = $1 LIMIT 1) AS message,
              (SELECT id FROM maintenance_notices WHERE municipality_id = $1 LIMIT 1) AS notice,
              (SELECT id FROM exchange_files WHERE municipality_id = $1 LIMIT 1) AS exchange_file,
              (SELECT id FROM inquiries WHERE municipality_id = $1 LIMIT 1) AS inquiry,
              (SELECT id FROM accounts WHERE municipality_id = $1 LIMIT 1) AS account
         FROM slots s
         JOIN reservations r ON r.municipality_id = $1 AND r.slot_id = s.id AND r.state = 'reserved'
        WHERE s.municipality_id = $1 AND s.visit_date = current_date + 1
        ORDER BY s.starts_at LIMIT 1`,
      [town]
    )
    return {
      ...rows[0],
      module: 'accounts',
      feed: 'reservations',
      kind: 'reservation',
      person: rows[0].reservation,
      group: 'reservation',
      subject: 'reservation.application',
      field: 'old_card',
      role: 'counter_clerk',
      texts: 'reservation.calendar',
      template: 'reservation.mail.made',
    }
  } finally {
    await client.end()
  }
}
