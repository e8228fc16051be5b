import { BaseSchema } from '@adonisjs/lucid/schema'

/** What the framework keeps across municipalities; only the system role sees it. */
export default class extends BaseSchema {
  async up() {
    this.schema.raw(`
      CREATE TABLE system.sessions (
        id text PRIMARY KEY,
        data text NOT NULL,
        user_id text,
        expires_at timestamptz NOT NULL
      )`)
    this.schema.raw('CREATE INDEX sessions_by_user ON system.sessions (user_id)')
    this.schema.raw('CREATE INDEX sessions_by_expiry ON system.sessions (expires_at)')
    this.schema.raw(`
      CREATE TABLE system.rate_limits (
        key varchar(255) PRIMARY KEY,
        points integer NOT NULL DEFAULT 0,
        expire bigint
      )`)
    this.schema.raw(
      'GRANT SELECT, INSERT, UPDATE, DELETE ON system.sessions, system.rate_limits TO madoguchi_system'
    )
  }

  async down() {
    throw new Error('Migrations only go forward: write another one that mends this.')
  }
}
