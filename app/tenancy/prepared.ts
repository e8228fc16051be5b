import db from '@adonisjs/lucid/services/db'

/**
 * Runs a statement PostgreSQL parses and checks once per connection instead of
 * each time; worth it for the few every booking runs. It is still planned each
 * time (config/database.ts). Behind PgBouncer in transaction mode it takes 1.21
 * or newer, which knows prepared statements.
 *
 * @param name of the statement, for one text only
 */
export function prepared(name: string, sql: string, bindings: unknown) {
  const query = db.rawQuery(sql, bindings as any)
  const { knexQuery } = query as unknown as { knexQuery: { options(options: object): void } }
  knexQuery.options({ name })
  return query
}
