import { randomBytes } from 'node:crypto'
import { DateTime } from 'luxon'
import pg from 'pg'
import { bootHere } from './support/boot_here.js'
import { send } from './support/form_client.js'
import { report, rounded } from './support/report.js'
import { seedCounters } from './support/seed_counters.js'
import { setStage } from './support/stage.js'

/**
 * Publishing the schedule of a large city, 40 counters in quarters of an hour
 * for 60 days, beside one bare INSERT … SELECT of as many rows into the same
 * table; then publishing it anew with another capacity for every slot, while
 * residents book, to see how long one of them waits.
 */
const DAYS = 60
const CLIENTS = 4

/** Publishing takes no longer, and no booking waits longer for it. */
const MOST_SECONDS = 20
const LONGEST_WAIT = 200

const stage = await setStage()
let end = async () => {}
try {
  const seeded = await seedCounters(stage)
  const site = new URL(`${await stage.serveBuild()}/${seeded.slug}/`)
  const endProgram = await bootHere(stage)
  const { municipalities } = await import('#app/tenancy/main')
  const { publishSchedule } = await import('#modules/reservation/actions/publish_schedule')
  const owner = new pg.Client({ connectionString: stage.databaseUrl })
  await owner.connect()
  end = async () => {
    await owner.end()
    await endProgram()
  }

  const first = DateTime.now().setZone('Asia/Tokyo').plus({ days: 1 })
  const period = { from: first.toISODate()!, until: first.plus({ days: DAYS - 1 }).toISODate()! }
  const publish = async () => publishSchedule(await municipalities.byId(seeded.town), period)

  const made = await timed(publish)
  const bare = await timed(() => insertBare(owner, seeded.others[0], period))
  if (made.result.added !== bare.result) {
    throw new Error(`${made.result.added} slots were published and ${bare.result} inserted.`)
  }
  const again = await timed(publish)

  const slots = await slotsOf(owner, seeded.town)
  const quiet = await longestWait(site, slots, () => pause(4_000))
  await owner.query('UPDATE opening_hours SET capacity = 6 WHERE municipality_id = $1', [
    seeded.town,
  ])
  let changed = 0
  const busy = await longestWait(site, slots, async () => {
    changed = (await publish()).changed
  })
  if (changed < made.result.added * 0.99) throw new Error(`Only ${changed} slots were changed.`)
  const { rows: broken } = await owner.query(
    'SELECT 1 FROM slots WHERE municipality_id = $1 AND (taken > capacity OR capacity <> 6)',
    [seeded.town]
  )
  report(
    [
      { what: 'publish', slots: made.result.added, seconds: rounded(made.seconds, 2) },
      { what: 'bare INSERT … SELECT', slots: bare.result, seconds: rounded(bare.seconds, 2) },
      { what: 'publish again, nothing to do', slots: 0, seconds: rounded(again.seconds, 2) },
      {
        what: 'another capacity, while people book',
        slots: changed,
        seconds: rounded(busy.seconds, 2),
      },
    ],
    {
      bench: 'schedule',
      value: rounded(made.seconds, 2),
      unit: 's',
      yardstick: rounded(bare.seconds, 2),
      ratio: rounded(made.seconds / bare.seconds, 2),
      slots: made.result.added,
      wait_ms: rounded(busy.longest),
      wait_ms_quiet: rounded(quiet.longest),
      bookings_meanwhile: busy.bookings,
    }
  )
  if (made.seconds > MOST_SECONDS || busy.seconds > MOST_SECONDS) {
    throw new Error(
      `Publishing took more than ${MOST_SECONDS} s: ${made.seconds}, ${busy.seconds}.`
    )
  }
  if (busy.longest > LONGEST_WAIT) {
    throw new Error(`A booking waited ${busy.longest} ms for publishing, not ${LONGEST_WAIT}.`)
  }
  if (broken.length > 0) throw new Error(`${broken.length} slots are not what was published.`)
} catch (error) {
  console.error(error)
  process.exitCode = 1
} finally {
  await end()
  await stage.end()
}

async function timed<T>(work: () => Promise<T>) {
  const started = performance.now()
  const result = await work()
  return { result, seconds: (performance.now() - started) / 1000 }
}

function pause(milliseconds: number) {
  return new Promise((resolve) => setTimeout(resolve, milliseconds))
}

async function insertBare(
  owner: pg.Client,
  town: number,
  { from, until }: { from: string; until: string }
) {
  const { rowCount } = await owner.query(
    `INSERT INTO slots (municipality_id, counter_id, visit_date, starts_at, ends_at, capacity)
     SELECT $1, c.id, d::date, begins AT TIME ZONE 'Asia/Tokyo',
            (begins + interval '15 minutes') AT TIME ZONE 'Asia/Tokyo', 5
       FROM counters c
      CROSS JOIN generate_series($2::timestamp, $3::timestamp, interval '1 day') AS d
      CROSS JOIN generate_series(d + time '08:30', d + time '17:15', interval '15 minutes') AS begins
      WHERE c.municipality_id = $1`,
    [town, from, until]
  )
  return rowCount!
}

async function slotsOf(owner: pg.Client, town: number): Promise<string[]> {
  const { rows } = await owner.query('SELECT id FROM slots WHERE municipality_id = $1', [town])
  return rows.map(({ id }: { id: string }) => id)
}

/** How long the slowest of the residents waits who hold seats all over the city while something else goes on. */
async function longestWait(site: URL, slots: string[], work: () => Promise<unknown>) {
  let over = false
  let longest = 0
  let bookings = 0
  const book = async () => {
    while (!over) {
      const slot = slots[Math.floor(Math.random() * slots.length)]
      const token = randomBytes(16).toString('base64url')
      const started = performance.now()
      const { status } = await send('POST', new URL('holds', site), `slot=${slot}&token=${token}`)
      longest = Math.max(longest, performance.now() - started)
      if (status === 303) bookings++
    }
  }
  const clients = Promise.all(Array.from({ length: CLIENTS }, book))
  try {
    const { seconds } = await timed(work)
    return { seconds, ...(await ended()) }
  } finally {
    await ended()
  }

  async function ended() {
    over = true
    await clients
    return { longest, bookings }
  }
}
