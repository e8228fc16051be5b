import { TenantSchema } from '#app/tenancy/main'

export default class extends TenantSchema {
  async up() {
    this.tenantTable(
      'reception_numbers',
      `counter_id uuid NOT NULL,
       visit_date date NOT NULL,
       last_number int NOT NULL,
       FOREIGN KEY (municipality_id, counter_id) REFERENCES counters (municipality_id, id)`,
      { key: 'counter_id, visit_date' }
    )
    this.tenantTable(
      'reservations',
      `/* one number for all municipalities, for searching; never shown to residents */
       serial_number bigint NOT NULL GENERATED ALWAYS AS IDENTITY,
       slot_id uuid NOT NULL,
       counter_id uuid NOT NULL,
       visit_date date NOT NULL,
       state text NOT NULL CHECK (state IN ('held', 'reserved', 'arrived', 'no_show', 'cancelled', 'lapsed')),
       reception_number int,
       /* every number this reservation ever had: the one on the resident's paper stays good after a change of day */
       issued_numbers int[] NOT NULL DEFAULT '{}',
       hold_token_hash bytea,
       hold_expires_at timestamptz,
       access_key_hash bytea,
       /* 住基カードの有無 and other answers that say nothing about who it is */
       answers jsonb NOT NULL DEFAULT '{}',
       /* the staff member who booked by proxy */
       booked_by uuid,
       created_at timestamptz NOT NULL DEFAULT now(),
       reserved_at timestamptz,
       settled_at timestamptz,
       FOREIGN KEY (municipality_id, slot_id, counter_id, visit_date)
         REFERENCES slots (municipality_id, id, counter_id, visit_date),
       FOREIGN KEY (municipality_id, booked_by) REFERENCES staff_members (municipality_id, id),
       UNIQUE (municipality_id, counter_id, visit_date, reception_number),
       UNIQUE (municipality_id, serial_number),
       CHECK ((state = 'held') = (hold_expires_at IS NOT NULL)),
       CHECK (state IN ('held', 'lapsed')
              OR (reception_number IS NOT NULL AND access_key_hash IS NOT NULL AND reserved_at IS NOT NULL))`
    )
    this.schema.raw(
      'CREATE UNIQUE INDEX reservations_by_hold ON reservations (municipality_id, hold_token_hash)'
    )
    this.schema.raw(
      'CREATE UNIQUE INDEX reservations_by_key ON reservations (municipality_id, access_key_hash)'
    )
    this.schema.raw('CREATE INDEX reservations_by_slot ON reservations (municipality_id, slot_id)')
    this.schema.raw(
      `CREATE INDEX reservations_holds ON reservations (municipality_id, hold_expires_at) WHERE state = 'held'`
    )
  }
}
