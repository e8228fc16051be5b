import { BaseSchema } from '@adonisjs/lucid/schema'

export default class extends BaseSchema {
  async up() {
    this.schema.raw('ALTER TABLE municipalities ADD COLUMN suspended_at timestamptz')

    /** Outside every municipality, where the app role cannot look. */
    this.schema.raw(`
      CREATE TABLE system.operators (
        id uuid PRIMARY KEY DEFAULT uuidv7(),
        login_id text NOT NULL UNIQUE,
        name text NOT NULL,
        password_hash text NOT NULL,
        /* what the authenticator and we share, encrypted; none until the first sign-in */
        sealed_secret text,
        last_step bigint NOT NULL DEFAULT 0,
        failed_sign_ins int NOT NULL DEFAULT 0,
        locked_until timestamptz,
        last_signed_in_at timestamptz,
        created_at timestamptz NOT NULL DEFAULT now()
      )`)
    this.schema.raw(`
      CREATE TABLE system.operator_entries (
        seq bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        recorded_at timestamptz NOT NULL DEFAULT clock_timestamp(),
        operator_login text NOT NULL,
        address text,
        action text NOT NULL,
        municipality_code text,
        result text NOT NULL CHECK (result IN ('ok', 'denied')),
        detail jsonb NOT NULL DEFAULT '{}'
      )`)
    this.schema.raw(`
      CREATE TRIGGER operator_entries_is_append_only BEFORE UPDATE OR DELETE ON system.operator_entries
      FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()`)
    this.schema.raw('GRANT SELECT, INSERT, UPDATE ON system.operators TO madoguchi_system')
    this.schema.raw('GRANT SELECT, INSERT ON system.operator_entries TO madoguchi_system')

    /**
     * How much a municipality uses the service: five numbers, and no way to a
     * record. Runs as the owner, whom row level security binds as well, so it
     * steps into the municipality and out again.
     */
    this.schema.raw(`
      CREATE FUNCTION system.usage_of(municipality int)
      RETURNS TABLE (staff int, counters int, actions int, mails int, last_sign_in timestamptz)
      LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
      BEGIN
        PERFORM set_config('app.municipality_id', municipality::text, true);
        SELECT count(*) FILTER (WHERE NOT suspended), max(last_signed_in_at)
          INTO staff, last_sign_in FROM staff_members;
        SELECT count(*) INTO counters FROM public.counters;
        SELECT count(*) INTO actions FROM audit_entries WHERE recorded_at > now() - interval '30 days';
        SELECT count(*) INTO mails FROM mail_messages WHERE created_at > now() - interval '30 days';
        PERFORM set_config('app.municipality_id', '', true);
        RETURN NEXT;
      END $$`)
    this.schema.raw('REVOKE ALL ON FUNCTION system.usage_of(int) FROM PUBLIC')
    this.schema.raw('GRANT EXECUTE ON FUNCTION system.usage_of(int) TO madoguchi_system')
  }

  async down() {
    throw new Error('Migrations only go forward: write another one that mends this.')
  }
}
