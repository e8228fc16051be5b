import { createServer } from 'node:http'
import { createHash } from 'node:crypto'
import pg from 'pg'

/**
 * The yardstick: node:http and pg running the two transactions of a booking
 * as the app role under row level security, and nothing else: no pages, no
 * validation, no audit log. BEGIN and the tenant setting travel in one round
 * trip.
 */
const pool = new pg.Pool({ connectionString: process.env.APP_URL_OF_DATABASE, max: 10 })
const municipality = Number(process.env.MUNICIPALITY)
const OPEN = `BEGIN; SELECT set_config('app.municipality_id', '${municipality}', true)`

async function transaction(work: (client: pg.PoolClient) => Promise<void>) {
  const client = await pool.connect()
  try {
    await client.query(OPEN)
    await work(client)
    await client.query('COMMIT')
  } catch (error) {
    await client.query('ROLLBACK')
    throw error
  } finally {
    client.release()
  }
}

const hashOf = (token: string) => createHash('sha256').update(token).digest()

const hold = (slot: string, token: string) =>
  transaction(async (client) => {
    const claimed = await client.query(
      `UPDATE slots SET taken = taken + 1
        WHERE municipality_id = $1 AND id = $2 AND taken + 1 <= capacity AND starts_at > now()
        RETURNING counter_id, visit_date::text, starts_at`,
      [municipality, slot]
    )
    const { counter_id: counter, visit_date: day, starts_at: starts } = claimed.rows[0]
    await client.query(
      `INSERT INTO reservations (municipality_id, slot_id, counter_id, visit_date, starts_at, state, hold_token_hash, hold_expires_at)
       VALUES ($1, $2, $3, $4, $6, 'held', $5, now() + interval '10 minutes')`,
      [municipality, slot, counter, day, hashOf(token), starts]
    )
  })

const confirm = (token: string) =>
  transaction(async (client) => {
    const held = await client.query(
      `SELECT id, counter_id, visit_date::text FROM reservations
        WHERE municipality_id = $1 AND hold_token_hash = $2 FOR UPDATE`,
      [municipality, hashOf(token)]
    )
    const { id, counter_id: counter, visit_date: day } = held.rows[0]
    const number = await client.query(
      `INSERT INTO reception_numbers AS n VALUES ($1, $2, $3, 1)
       ON CONFLICT (municipality_id, counter_id, visit_date) DO UPDATE SET last_number = n.last_number + 1
       RETURNING last_number`,
      [municipality, counter, day]
    )
    await client.query(
      `UPDATE reservations SET state = 'reserved', hold_expires_at = NULL, reserved_at = now(),
              reception_number = $3, issued_numbers = ARRAY[$3::int], access_key_hash = $4
        WHERE municipality_id = $1 AND id = $2 AND state = 'held'`,
      [municipality, id, number.rows[0].last_number, hashOf(`key ${token}`)]
    )
  })

createServer((request, response) => {
  let body = ''
  request.on('data', (chunk) => (body += chunk))
  request.on('end', async () => {
    const form = new URLSearchParams(body)
    try {
      if (request.url === '/hold') await hold(form.get('slot')!, form.get('token')!)
      if (request.url === '/confirm') await confirm(form.get('token')!)
      response.writeHead(303, { location: '/' })
    } catch (error) {
      console.error(error)
      response.writeHead(500)
    }
    response.end()
  })
}).listen(Number(process.env.PORT), '127.0.0.1')
