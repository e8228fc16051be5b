import { TenantSchema } from '#app/tenancy/main'

export default class extends TenantSchema {
  async up() {
    this.tenantTable(
      'account_runs',
      `kind text NOT NULL CHECK (kind IN ('issued', 'imported')),
       accounts int NOT NULL,
       created_by uuid NOT NULL,
       created_at timestamptz NOT NULL DEFAULT now(),
       FOREIGN KEY (municipality_id, created_by) REFERENCES staff_members (municipality_id, id)`
    )
    this.tenantTable(
      'accounts',
      `/* 利用者ID as it is written, and as it is compared (width, case and hyphens folded) */
       user_id text NOT NULL,
       user_key text NOT NULL,
       /* ログインID the person chose */
       login_name text,
       login_key text,
       /* encrypted; the hash finds it */
       email_sealed text,
       email_hash bytea,
       /* scrypt; NULL until the person has chosen one */
       password_hash text,
       /* keyed hash of a random password; gone once an own one is chosen */
       initial_password_hash bytea,
       /* keyed hash of notice number and date of birth, where people sign in with these */
       notice_hash bytea,
       state text NOT NULL DEFAULT 'active' CHECK (state IN ('active', 'suspended', 'withdrawn')),
       /* values of the configured fields */
       details jsonb NOT NULL DEFAULT '{}',
       /* grows with every change of credentials: signs out everywhere and ends mailed links */
       credentials_version int NOT NULL DEFAULT 1,
       run_id uuid,
       registered_online boolean NOT NULL DEFAULT false,
       created_at timestamptz NOT NULL DEFAULT now(),
       last_signed_in_at timestamptz,
       settled_at timestamptz,
       FOREIGN KEY (municipality_id, run_id) REFERENCES account_runs (municipality_id, id),
       CHECK ((email_sealed IS NULL) = (email_hash IS NULL)),
       CHECK ((login_name IS NULL) = (login_key IS NULL)),
       /* 抹消 leaves nothing about the person behind */
       CHECK (state <> 'withdrawn'
              OR (login_name IS NULL AND email_sealed IS NULL AND password_hash IS NULL
                  AND initial_password_hash IS NULL AND notice_hash IS NULL AND details = '{}'))`
    )
    for (const [name, column] of [
      ['user', 'user_key'],
      ['login', 'login_key'],
      ['email', 'email_hash'],
      ['notice', 'notice_hash'],
    ]) {
      this.schema.raw(
        `CREATE UNIQUE INDEX accounts_by_${name} ON accounts (municipality_id, ${column})`
      )
    }
    /* prefix search on the ID; text_pattern operators are not leakproof, the C collation's < is */
    this.schema.raw(
      'CREATE INDEX accounts_by_user_prefix ON accounts (municipality_id, user_key COLLATE "C")'
    )
    this.schema.raw('CREATE INDEX accounts_by_run ON accounts (municipality_id, run_id)')
  }
}
