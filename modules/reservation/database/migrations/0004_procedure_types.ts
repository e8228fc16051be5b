import { TenantSchema } from '#app/tenancy/main'

export default class extends TenantSchema {
  async up() {
    this.tenantTable(
      'procedure_types',
      `code text NOT NULL CHECK (code ~ '^[A-Z0-9]{1,12}$'),
       /* by language; Japanese is always there */
       names jsonb NOT NULL CHECK (names ->> 'ja' <> ''),
       duration_minutes smallint NOT NULL CHECK (duration_minutes BETWEEN 5 AND 480),
       display_order int NOT NULL DEFAULT 0,
       /* whether residents may choose it; staff may choose any that is not archived */
       public boolean NOT NULL DEFAULT true,
       archived boolean NOT NULL DEFAULT false,
       UNIQUE (municipality_id, code)`
    )
    this.tenantTable(
      'counter_procedure_types',
      `counter_id uuid NOT NULL,
       procedure_type_id uuid NOT NULL,
       offered boolean NOT NULL,
       /* most desks of a slot this type may take; NULL for all of them */
       quota smallint CHECK (quota BETWEEN 1 AND 999),
       FOREIGN KEY (municipality_id, counter_id) REFERENCES counters (municipality_id, id),
       FOREIGN KEY (municipality_id, procedure_type_id) REFERENCES procedure_types (municipality_id, id)`,
      { key: 'counter_id, procedure_type_id' }
    )
    this.tenantTable(
      'slot_quotas',
      `slot_id uuid NOT NULL,
       procedure_type_id uuid NOT NULL,
       taken smallint NOT NULL CHECK (taken >= 0),
       FOREIGN KEY (municipality_id, slot_id) REFERENCES slots (municipality_id, id),
       FOREIGN KEY (municipality_id, procedure_type_id) REFERENCES procedure_types (municipality_id, id)`,
      { key: 'slot_id, procedure_type_id' }
    )
    this.schema.raw(
      `ALTER TABLE reservations ADD COLUMN procedure_type_id uuid,
         ADD FOREIGN KEY (municipality_id, procedure_type_id)
           REFERENCES procedure_types (municipality_id, id)`
    )
    this.tenantTable(
      'reservation_seats',
      `reservation_id uuid NOT NULL,
       slot_id uuid NOT NULL,
       FOREIGN KEY (municipality_id, reservation_id) REFERENCES reservations (municipality_id, id),
       FOREIGN KEY (municipality_id, slot_id) REFERENCES slots (municipality_id, id)`,
      { key: 'slot_id, reservation_id' }
    )
    this.schema.raw(
      'CREATE INDEX seats_by_reservation ON reservation_seats (municipality_id, reservation_id)'
    )
    this.#seatThoseWhoAreHere()
  }

  /**
   * Every reservation that occupies a seat so far sits in its own slot. Their
   * owner sees the rows of all municipalities only while row level security
   * is not forced, which is until this transaction's end at most.
   */
  #seatThoseWhoAreHere() {
    for (const table of ['reservations', 'reservation_seats']) {
      this.schema.raw(`ALTER TABLE ${table} NO FORCE ROW LEVEL SECURITY`)
    }
    this.schema.raw(
      `INSERT INTO reservation_seats (municipality_id, reservation_id, slot_id)
       SELECT municipality_id, id, slot_id FROM reservations
        WHERE state IN ('held', 'reserved', 'arrived', 'no_show')`
    )
    for (const table of ['reservations', 'reservation_seats']) {
      this.schema.raw(`ALTER TABLE ${table} FORCE ROW LEVEL SECURITY`)
    }
  }
}
