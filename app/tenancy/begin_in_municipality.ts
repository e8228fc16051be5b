import { AsyncLocalStorage } from 'node:async_hooks'
import type { QueryClientContract } from '@adonisjs/lucid/types/database'

/** The municipality of the transaction that is being opened. */
const opening = new AsyncLocalStorage<number>()

interface Transaction {
  begin(connection: unknown): unknown
  query(connection: unknown, sql: string): unknown
}
interface KnexClient {
  transaction(...args: unknown[]): Transaction
}

const taught = new WeakSet<KnexClient>()

/**
 * Lets BEGIN and the setting row level security compares with travel to
 * PostgreSQL together: a booking opens three transactions, and each round trip
 * is a good part of what it costs. Knex opens transactions itself and offers
 * no place for a second statement, so its `begin` is told about one.
 *
 * @returns runs `open`, whose transaction then begins in the municipality
 */
export function beginInMunicipality(pool: QueryClientContract) {
  const { client } = pool.getWriteClient() as unknown as { client: KnexClient }
  if (!taught.has(client)) {
    taught.add(client)
    const original = client.transaction
    client.transaction = function (...args) {
      const transaction = original.apply(this, args)
      const municipalityId = opening.getStore()
      if (municipalityId !== undefined) {
        transaction.begin = (connection) =>
          transaction.query(
            connection,
            `BEGIN; SELECT set_config('app.municipality_id', '${Number(municipalityId)}', true)`
          )
      }
      return transaction
    }
  }
  return <T>(municipalityId: number, open: () => Promise<T>) => opening.run(municipalityId, open)
}
