import { TenantSchema } from '#app/tenancy/main'

export default class extends TenantSchema {
  async up() {
    /* Desks nobody sits at any more that still count in slots.taken, until their time has come. */
    this.tenantTable(
      'returning_seats',
      `slot_id uuid NOT NULL,
       procedure_type_id uuid,
       desks smallint NOT NULL CHECK (desks > 0),
       returns_at timestamptz NOT NULL,
       FOREIGN KEY (municipality_id, slot_id) REFERENCES slots (municipality_id, id),
       FOREIGN KEY (municipality_id, procedure_type_id) REFERENCES procedure_types (municipality_id, id)`
    )
    this.schema.raw('CREATE INDEX returning_by_slot ON returning_seats (municipality_id, slot_id)')
    this.schema.raw(
      'CREATE INDEX returning_by_time ON returning_seats (municipality_id, returns_at)'
    )

    this.tenantTable(
      'waitlists',
      `counter_id uuid NOT NULL,
       visit_date date NOT NULL,
       last_number int NOT NULL DEFAULT 0,
       FOREIGN KEY (municipality_id, counter_id) REFERENCES counters (municipality_id, id)`,
      { key: 'counter_id, visit_date' }
    )
    this.tenantTable(
      'waitlist_entries',
      `counter_id uuid NOT NULL,
       visit_date date NOT NULL,
       number int NOT NULL,
       procedure_type_id uuid,
       persons smallint NOT NULL CHECK (persons BETWEEN 1 AND 10),
       consecutive boolean NOT NULL,
       state text NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'offered', 'withdrawn', 'closed')),
       code_hash bytea NOT NULL,
       /* the language to write in, and where to: encrypted, and gone once there is nothing more to write */
       locale text NOT NULL,
       sealed_address text,
       /* the first person's hold that was offered */
       reservation_id uuid,
       created_at timestamptz NOT NULL DEFAULT now(),
       settled_at timestamptz,
       UNIQUE (municipality_id, counter_id, visit_date, number),
       UNIQUE (municipality_id, code_hash),
       CHECK (state = 'waiting' OR (sealed_address IS NULL AND settled_at IS NOT NULL)),
       CHECK (state <> 'offered' OR reservation_id IS NOT NULL),
       FOREIGN KEY (municipality_id, counter_id, visit_date)
         REFERENCES waitlists (municipality_id, counter_id, visit_date),
       FOREIGN KEY (municipality_id, procedure_type_id) REFERENCES procedure_types (municipality_id, id),
       FOREIGN KEY (municipality_id, reservation_id) REFERENCES reservations (municipality_id, id)`
    )
    this.schema.raw(
      `CREATE INDEX waitlist_waiting ON waitlist_entries (municipality_id, counter_id, visit_date, number)
        WHERE state = 'waiting'`
    )
  }
}
