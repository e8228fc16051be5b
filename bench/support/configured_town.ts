import pg from 'pg'
import { Scrypt } from '@adonisjs/core/hash/drivers/scrypt'
import { expectStatus } from './form_client.js'
import type { Stage } from './stage.js'

const PASSWORD = 'a password for benchmarks'

/** Ten fields a municipality has configured, and what a resident writes into them. */
const FIELDS: [key: string, stored: object, value: string][] = [
  ['name', { key: 'name', use: { public: 'required', staff: 'optional' } }, '髙﨑　𠮷子'],
  ['kana', { key: 'kana', use: { public: 'required', staff: 'optional' } }, 'タカサキヨシコ'],
  [
    'postal_code',
    { key: 'postal_code', use: { public: 'optional', staff: 'optional' } },
    '9990001',
  ],
  [
    'address',
    { key: 'address', use: { public: 'optional', staff: 'optional' } },
    '計測市中央1-2-3',
  ],
  ['phone', { key: 'phone', use: { public: 'optional', staff: 'optional' } }, '090-1234-5678'],
  ['old_card', { key: 'old_card' }, 'no'],
  ...[1, 2, 3, 4].map((n): [string, object, string] => [
    `extra_${n}`,
    {
      key: `extra_${n}`,
      type: 'core.text',
      label: { ja: `追加項目${n}` },
      use: { public: n < 3 ? 'required' : 'optional', staff: 'optional' },
    },
    `答え${n}`,
  ]),
]

const formOf = (keys: (key: string) => boolean) =>
  new URLSearchParams(
    FIELDS.flatMap(([key, , value]) => (keys(key) ? [[key, value] as [string, string]] : []))
  ).toString()

export const FORM = formOf(() => true)

/** What somebody known is asked besides. */
export const ADDITIONAL_FORM = formOf((key) => key === 'old_card' || key.startsWith('extra'))

/**
 * Configures ten fields and switches accounts on; written past the
 * application, like the town itself.
 *
 * @param accounts how many people have one
 * @returns their IDs
 */
export async function configureTown(
  { databaseUrl }: Pick<Stage, 'databaseUrl'>,
  townId: number,
  accounts: number
): Promise<string[]> {
  const client = new pg.Client({ connectionString: databaseUrl })
  await client.connect()
  try {
    await client.query(
      `INSERT INTO field_sets (municipality_id, subject, version, definitions)
       VALUES ($1, 'reservation.application', 1, $2)`,
      [townId, JSON.stringify(FIELDS.map(([, stored]) => stored))]
    )
    await client.query(
      `INSERT INTO municipality_modules (municipality_id, module_id, enabled) VALUES ($1, 'accounts', true)`,
      [townId]
    )
    await client.query(
      `INSERT INTO settings (municipality_id, key, value) VALUES ($1, 'accounts.live_reservations', '1000000')`,
      [townId]
    )
    /** Cheaper than the product's: signing in is not what is measured. */
    const hash = await new Scrypt({ cost: 1024 }).make(PASSWORD)
    const { rows } = await client.query(
      `INSERT INTO accounts (municipality_id, user_id, user_key, password_hash)
       SELECT $1, 'BENCH' || n, 'BENCH' || n, $2 FROM generate_series(1, $3::int) AS n
       RETURNING user_id`,
      [townId, hash, accounts]
    )
    return rows.map((row: { user_id: string }) => row.user_id)
  } finally {
    await client.end()
  }
}

/** Signs somebody in. @returns the cookie their browser sends from then on */
export async function signInAs(town: URL, userId: string): Promise<string> {
  const form = new URLSearchParams({ account_name: userId, account_password: PASSWORD })
  const reply = await expectStatus(303, 'POST', new URL('account/sign-in', town), form.toString())
  return reply.cookie
}
