import { TenantSchema } from '#app/tenancy/main'

export default class extends TenantSchema {
  async up() {
    this.#bulk()
    this.#stockTakes()
    this.#followUps()
  }

  /** One action for many cards, and what became of each. */
  #bulk() {
    this.tenantTable(
      'bulk_actions',
      `/* its id is the form's token: sent twice, it runs once */
       code text NOT NULL,
       facts jsonb NOT NULL,
       total int NOT NULL,
       done int NOT NULL DEFAULT 0,
       recorded int NOT NULL DEFAULT 0,
       warned int NOT NULL DEFAULT 0,
       refused int NOT NULL DEFAULT 0,
       counter_ids uuid[],
       batch_id uuid,
       mailing_id uuid,
       created_by uuid NOT NULL,
       created_at timestamptz NOT NULL DEFAULT now(),
       finished_at timestamptz,
       CHECK (done = recorded + warned + refused AND done <= total),
       CHECK ((finished_at IS NOT NULL) = (done = total)),
       FOREIGN KEY (municipality_id, batch_id) REFERENCES card_batches (municipality_id, id),
       FOREIGN KEY (municipality_id, mailing_id) REFERENCES mailings (municipality_id, id),
       FOREIGN KEY (municipality_id, created_by) REFERENCES staff_members (municipality_id, id)`
    )
    this.schema.raw(
      'CREATE INDEX bulk_actions_by_time ON bulk_actions (municipality_id, created_at DESC)'
    )
    this.tenantTable(
      'bulk_lines',
      `action_id uuid NOT NULL,
       line int NOT NULL,
       typed text NOT NULL,
       card_number text,
       case_id uuid,
       outcome text CHECK (outcome IN ('recorded', 'warned', 'refused')),
       because text,
       FOREIGN KEY (municipality_id, action_id) REFERENCES bulk_actions (municipality_id, id),
       FOREIGN KEY (municipality_id, case_id) REFERENCES card_cases (municipality_id, id)`,
      { key: 'action_id, line' }
    )
    this.schema.raw(
      'CREATE INDEX bulk_lines_to_do ON bulk_lines (municipality_id, action_id, line) WHERE outcome IS NULL'
    )
    this.schema.raw(
      'CREATE INDEX bulk_lines_by_outcome ON bulk_lines (municipality_id, action_id, outcome, line)'
    )
  }

  /** 棚卸: what a shelf should hold, what was scanned, and what differed when it was closed. */
  #stockTakes() {
    this.tenantTable(
      'stock_takes',
      `counter_id uuid NOT NULL,
       shelf text COLLATE "C",
       started_by uuid NOT NULL,
       started_at timestamptz NOT NULL DEFAULT now(),
       closed_by uuid,
       closed_at timestamptz,
       expected_count int,
       found_count int,
       CHECK ((closed_at IS NULL) = (closed_by IS NULL)),
       CHECK ((closed_at IS NULL) = (expected_count IS NULL)),
       FOREIGN KEY (municipality_id, counter_id) REFERENCES counters (municipality_id, id),
       FOREIGN KEY (municipality_id, started_by) REFERENCES staff_members (municipality_id, id),
       FOREIGN KEY (municipality_id, closed_by) REFERENCES staff_members (municipality_id, id)`
    )
    this.schema.raw(
      'CREATE INDEX stock_takes_by_time ON stock_takes (municipality_id, started_at DESC)'
    )
    this.tenantTable(
      'stock_scans',
      `stock_take_id uuid NOT NULL,
       /* the code as it is stored, or what was read where it is none */
       scanned text NOT NULL,
       case_id uuid,
       scanned_by uuid NOT NULL,
       scanned_at timestamptz NOT NULL DEFAULT clock_timestamp(),
       FOREIGN KEY (municipality_id, stock_take_id) REFERENCES stock_takes (municipality_id, id),
       FOREIGN KEY (municipality_id, case_id) REFERENCES card_cases (municipality_id, id),
       FOREIGN KEY (municipality_id, scanned_by) REFERENCES staff_members (municipality_id, id)`,
      { key: 'stock_take_id, scanned', appendOnly: true }
    )
    this.tenantTable(
      'stock_findings',
      `stock_take_id uuid NOT NULL,
       scanned text NOT NULL,
       finding text NOT NULL CHECK (finding IN ('missing', 'elsewhere', 'unexpected', 'unknown')),
       case_id uuid,
       counter_id uuid,
       shelf text,
       status text,
       FOREIGN KEY (municipality_id, stock_take_id) REFERENCES stock_takes (municipality_id, id),
       FOREIGN KEY (municipality_id, case_id) REFERENCES card_cases (municipality_id, id)`,
      { key: 'stock_take_id, scanned', appendOnly: true }
    )
  }

  /** 督促対象 and 廃棄候補, listed by night; a person decides. */
  #followUps() {
    this.tenantTable(
      'follow_ups',
      `case_id uuid NOT NULL,
       kind text NOT NULL CHECK (kind IN ('remind', 'dispose')),
       rule text NOT NULL,
       due_on date NOT NULL,
       listed_on date NOT NULL,
       /* the event that made it due: another one makes another line */
       because_of int NOT NULL,
       state text NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'confirmed', 'dismissed', 'passed')),
       settled_by uuid,
       settled_at timestamptz,
       CHECK ((state = 'open') = (settled_at IS NULL)),
       UNIQUE (municipality_id, case_id, kind, because_of),
       FOREIGN KEY (municipality_id, case_id) REFERENCES card_cases (municipality_id, id),
       FOREIGN KEY (municipality_id, settled_by) REFERENCES staff_members (municipality_id, id)`
    )
    this.schema.raw(
      `CREATE INDEX follow_ups_open ON follow_ups (municipality_id, kind, due_on, id) WHERE state = 'open'`
    )
    /* what the nightly list looks for */
    this.schema.raw(
      `CREATE INDEX card_cases_waiting ON card_cases (municipality_id, status, status_variant, status_on)
        WHERE status IN ('NOTIFY', 'RETURN', 'NOSHOW', 'RESV_CANCEL', 'SENDBACK')`
    )
  }
}
