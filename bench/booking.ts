import { randomBytes } from 'node:crypto'
import { connectionUrls } from '#database/connections'
import { ADDITIONAL_FORM, configureTown, FORM, signInAs } from './support/configured_town.js'
import { expectStatus, perSecond, send } from './support/form_client.js'
import { brokenSlots, pgbenchClaims } from './support/pgbench.js'
import { median, report, rounded } from './support/report.js'
import { seedTown } from './support/seed_town.js'
import { setStage } from './support/stage.js'

/**
 * Bookings per second of a production build (one process), ten configured
 * fields filled in, by strangers and by people signed in with an account,
 * beside a bare node:http + pg program running the same two transactions, in
 * turn; then
 * the whole journey with every page between; last a rush on few seats, to see
 * that none is given twice.
 */
const ROUNDS = 5
const SECONDS = 5
const CLIENTS = 32
/** So many that nobody of them has more bookings to come than people have. */
const PEOPLE = 1000

const stage = await setStage()
try {
  const town = await seedTown(stage)
  const accounts = await configureTown(stage, town.id, PEOPLE)
  const { app } = connectionUrls({ DATABASE_URL: stage.databaseUrl, APP_KEY: stage.appKey })
  const ours = new URL(`${await stage.serveBuild()}/${town.slug}/`)
  const bare = new URL(
    await stage.serve(
      [process.execPath, '--import=@poppinss/ts-exec', 'bench/support/bare_booking_server.ts'],
      {
        APP_URL_OF_DATABASE: app,
        MUNICIPALITY: String(town.id),
      }
    )
  )
  const slotFor = (n: number) => town.slots[(n * 7919) % town.slots.length]
  const token = () => randomBytes(16).toString('base64url')

  const bookAs = async (n: number, form: string, cookie?: string) => {
    const mine = token()
    const hold = `slot=${slotFor(n)}&token=${mine}`
    await expectStatus(303, 'POST', new URL('holds', ours), hold, cookie)
    await expectStatus(303, 'POST', new URL(`holds/${mine}/check`, ours), form, cookie)
    await expectStatus(303, 'POST', new URL(`holds/${mine}/confirm`, ours), '', cookie)
  }
  const book = (n: number) => bookAs(n, FORM)
  const bookKnown = (n: number) => bookAs(n, ADDITIONAL_FORM, cookies[n % cookies.length])
  const bookBare = async (n: number) => {
    const mine = token()
    await expectStatus(303, 'POST', new URL('/hold', bare), `slot=${slotFor(n)}&token=${mine}`)
    await expectStatus(303, 'POST', new URL('/confirm', bare), `token=${mine}`)
  }
  const journey = async (n: number) => {
    const slot = slotFor(n)
    const page = await expectStatus(200, 'GET', new URL(`slots/${slot}`, ours))
    const mine = /name="token" value="([^"]+)"/.exec(page.body)![1]
    await expectStatus(303, 'POST', new URL('holds', ours), `slot=${slot}&token=${mine}`)
    await expectStatus(200, 'GET', new URL(`holds/${mine}`, ours))
    const checked = await expectStatus(303, 'POST', new URL(`holds/${mine}/check`, ours), FORM)
    await expectStatus(200, 'GET', new URL(checked.location, ours))
    await expectStatus(303, 'POST', new URL(`holds/${mine}/confirm`, ours), '')
    await expectStatus(200, 'GET', new URL(`holds/${mine}/complete`, ours))
  }

  const cookies: string[] = []
  for (const id of accounts) cookies.push(await signInAs(ours, id))
  await perSecond(CLIENTS, 3, book)
  await perSecond(CLIENTS, 2, bookBare)
  const rounds = []
  for (let i = 0; i < ROUNDS; i++) {
    rounds.push({
      ours: await perSecond(CLIENTS, SECONDS, book),
      known: await perSecond(CLIENTS, SECONDS, bookKnown),
      bare: await perSecond(CLIENTS, SECONDS, bookBare),
      journeys: await perSecond(CLIENTS, SECONDS, journey),
    })
  }
  const rush = await Promise.all(
    Array.from({ length: 300 }, (_, n) =>
      send('POST', new URL('holds', ours), `slot=${town.scarce[n % 3]}&token=${token()}`)
    )
  )
  const seated = rush.filter(({ status }) => status === 303).length
  if (seated !== 15) throw new Error(`300 residents rushed for 15 seats and ${seated} were seated.`)
  const balance = await brokenSlots(stage.databaseUrl, town.id)
  const claims = await pgbenchClaims(app, town, SECONDS)

  const value = median(rounds.map((round) => round.ours))
  const yardstick = median(rounds.map((round) => round.bare))
  report(
    rounds.map((round) => ({
      'bookings/s': rounded(round.ours),
      'bare node:http + pg, bookings/s': rounded(round.bare),
      'ratio': rounded(round.ours / round.bare, 2),
      'by signed-in people/s': rounded(round.known),
      'its ratio': rounded(round.known / round.bare, 2),
      'whole journeys of 7 requests/s': rounded(round.journeys),
      'pgbench, bare claims/s': claims === null ? 'pgbench is not installed' : rounded(claims),
    })),
    {
      bench: 'booking',
      value: rounded(value),
      unit: 'bookings/s',
      yardstick: rounded(yardstick),
      ratio: rounded(median(rounds.map((round) => round.ours / round.bare)), 3),
      with_accounts: rounded(median(rounds.map((round) => round.known))),
      with_accounts_ratio: rounded(median(rounds.map((round) => round.known / round.bare)), 3),
      journeys: rounded(median(rounds.map((round) => round.journeys))),
      pgbench_claims: claims === null ? null : rounded(claims),
      overbooked: balance.overbooked,
      unbalanced: balance.unbalanced,
      clients: CLIENTS,
    }
  )
} finally {
  await stage.end()
}
