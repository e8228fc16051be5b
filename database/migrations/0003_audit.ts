import { TenantSchema } from '#app/tenancy/main'

export default class extends TenantSchema {
  async up() {
    this.tenantTable(
      'audit_entries',
      `seq bigint GENERATED ALWAYS AS IDENTITY,
       recorded_at timestamptz NOT NULL DEFAULT clock_timestamp(),
       actor_kind text NOT NULL CHECK (actor_kind IN ('resident', 'staff', 'system')),
       staff_id uuid,
       staff_login text,
       /* of staff only: where a resident sits is nobody's business */
       address text CHECK (address IS NULL OR actor_kind = 'staff'),
       request_id text,
       action text NOT NULL,
       subject_type text,
       subject_id text,
       result text NOT NULL CHECK (result IN ('ok', 'denied', 'failed')),
       detail jsonb NOT NULL DEFAULT '{}'`,
      { key: 'seq', appendOnly: true }
    )
    this.schema.raw(
      'CREATE INDEX audit_entries_by_time ON audit_entries (municipality_id, recorded_at DESC)'
    )
    this.schema.raw(
      'CREATE INDEX audit_entries_by_subject ON audit_entries (municipality_id, subject_type, subject_id, recorded_at DESC)'
    )
    this.schema.raw(
      'CREATE INDEX audit_entries_by_login ON audit_entries (municipality_id, staff_login, recorded_at DESC) WHERE staff_login IS NOT NULL'
    )
    /* searched by the first part of the action, as a range of text: collation C makes that one */
    this.schema.raw(
      'CREATE INDEX audit_entries_by_action ON audit_entries (municipality_id, action COLLATE "C", recorded_at DESC)'
    )
    this.schema.raw(
      `CREATE INDEX audit_entries_refused ON audit_entries (municipality_id, recorded_at DESC) WHERE result <> 'ok'`
    )

    this.tenantTable(
      'audit_blocks',
      `block int NOT NULL CHECK (block > 0),
       sealed_at timestamptz NOT NULL DEFAULT clock_timestamp(),
       /* which entries it covers; several ranges, because numbers are given out before commits arrive */
       entries int8multirange NOT NULL,
       entry_count int NOT NULL CHECK (entry_count > 0),
       previous_hash bytea NOT NULL,
       hash bytea NOT NULL`,
      { key: 'block', appendOnly: true }
    )
  }
}
