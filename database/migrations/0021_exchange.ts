import { TenantSchema } from '#app/tenancy/main'

export default class extends TenantSchema {
  async up() {
    this.tenantTable(
      'exchange_keys',
      `fingerprint text NOT NULL,
       public_key text NOT NULL,
       sealed_private_key text NOT NULL,
       made_at timestamptz NOT NULL DEFAULT now(),
       retired_at timestamptz`,
      { key: 'fingerprint' }
    )
    this.tenantTable(
      'exchange_partners',
      `fingerprint text NOT NULL,
       public_key text NOT NULL,
       trusted_at timestamptz NOT NULL DEFAULT now(),
       retired_at timestamptz`,
      { key: 'fingerprint' }
    )
    /* one of each at a time */
    for (const table of ['exchange_keys', 'exchange_partners']) {
      this.schema.raw(
        `CREATE UNIQUE INDEX ${table}_in_use ON ${table} (municipality_id) WHERE retired_at IS NULL`
      )
    }

    /* Numbers without a gap. The sender draws the id; a new series is never mistaken for an old one. */
    this.tenantTable(
      'exchange_series',
      `direction text NOT NULL CHECK (direction IN ('out', 'in')),
       id uuid NOT NULL,
       feed text NOT NULL,
       because text NOT NULL CHECK (because IN ('first', 'restored', 'new_keys')),
       started_at timestamptz NOT NULL,
       last_number int NOT NULL DEFAULT 0,
       /* what the other side has said to have read */
       acknowledged int NOT NULL DEFAULT 0,
       ended_at timestamptz`,
      { key: 'direction, id' }
    )
    this.schema.raw(
      `CREATE UNIQUE INDEX exchange_series_in_use ON exchange_series (municipality_id, direction, feed)
        WHERE ended_at IS NULL`
    )

    this.tenantTable(
      'exchange_files',
      `direction text NOT NULL CHECK (direction IN ('out', 'in')),
       series_id uuid NOT NULL,
       number int NOT NULL CHECK (number > 0),
       row_count int NOT NULL,
       sha256 text NOT NULL,
       made_at timestamptz NOT NULL,
       /* NULL once it has been kept for long enough */
       content text,
       state text NOT NULL CHECK (state IN ('sent', 'reading', 'read')),
       rows_read int NOT NULL DEFAULT 0,
       staff_id uuid,
       created_at timestamptz NOT NULL DEFAULT now(),
       read_at timestamptz,
       /* into the folder of files to send */
       written_at timestamptz,
       CHECK ((direction = 'out') = (state = 'sent')),
       CHECK ((state = 'read') = (read_at IS NOT NULL)),
       UNIQUE (municipality_id, direction, series_id, number),
       FOREIGN KEY (municipality_id, direction, series_id)
         REFERENCES exchange_series (municipality_id, direction, id),
       FOREIGN KEY (municipality_id, staff_id) REFERENCES staff_members (municipality_id, id)`
    )
    this.schema.raw(
      'CREATE INDEX exchange_files_by_time ON exchange_files (municipality_id, created_at DESC)'
    )
    this.schema.raw(
      `CREATE INDEX exchange_files_at_work ON exchange_files (municipality_id) WHERE state = 'reading'`
    )
    this.tenantTable(
      'exchange_left_out',
      `file_id uuid NOT NULL,
       line int NOT NULL,
       because text NOT NULL,
       FOREIGN KEY (municipality_id, file_id) REFERENCES exchange_files (municipality_id, id)`,
      { key: 'file_id, line' }
    )
    /* Files that were not taken, and why; the same one tried again and again is one line. */
    this.tenantTable(
      'exchange_refusals',
      `sha256 text NOT NULL,
       because text NOT NULL,
       feed text,
       series_id uuid,
       number int,
       missing_from int,
       missing_until int,
       staff_id uuid,
       attempts int NOT NULL DEFAULT 1,
       refused_at timestamptz NOT NULL DEFAULT now(),
       FOREIGN KEY (municipality_id, staff_id) REFERENCES staff_members (municipality_id, id)`,
      { key: 'sha256, because' }
    )
    this.schema.raw(
      'CREATE INDEX exchange_refusals_by_time ON exchange_refusals (municipality_id, refused_at DESC)'
    )
  }
}
