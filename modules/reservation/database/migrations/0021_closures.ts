import { TenantSchema } from '#app/tenancy/main'

export default class extends TenantSchema {
  async up() {
    this.tenantTable(
      'closures',
      `/* NULL closes every counter */
       counter_id uuid,
       first_day date NOT NULL,
       last_day date NOT NULL,
       /* in the municipality's words, for the staff and for the mails */
       reason text NOT NULL,
       closed_by uuid,
       closed_at timestamptz NOT NULL DEFAULT now(),
       reopened_at timestamptz,
       CHECK (first_day <= last_day),
       FOREIGN KEY (municipality_id, counter_id) REFERENCES counters (municipality_id, id),
       FOREIGN KEY (municipality_id, closed_by) REFERENCES staff_members (municipality_id, id)`
    )
    this.schema.raw(
      `CREATE INDEX closures_in_force ON closures (municipality_id, last_day) WHERE reopened_at IS NULL`
    )
    /* What a closed slot goes back to when it is opened again. */
    this.schema.raw(
      `ALTER TABLE slots
         ADD COLUMN closure_id uuid,
         ADD COLUMN capacity_before smallint,
         ADD CHECK ((closure_id IS NULL) = (capacity_before IS NULL)),
         ADD FOREIGN KEY (municipality_id, closure_id) REFERENCES closures (municipality_id, id)`
    )
    this.schema.raw(
      'CREATE INDEX slots_by_closure ON slots (municipality_id, closure_id) WHERE closure_id IS NOT NULL'
    )
    this.tenantTable(
      'closure_parties',
      `closure_id uuid NOT NULL,
       party_id uuid NOT NULL,
       /* the first of the party who was to come, and when */
       reservation_id uuid NOT NULL,
       slot_id uuid NOT NULL,
       persons smallint NOT NULL,
       /* the first person's hold of the time that is offered, and how many times one was */
       hold_id uuid,
       offers smallint NOT NULL DEFAULT 0,
       declined_at timestamptz,
       written_at timestamptz,
       FOREIGN KEY (municipality_id, closure_id) REFERENCES closures (municipality_id, id),
       FOREIGN KEY (municipality_id, reservation_id) REFERENCES reservations (municipality_id, id),
       FOREIGN KEY (municipality_id, slot_id) REFERENCES slots (municipality_id, id),
       FOREIGN KEY (municipality_id, hold_id) REFERENCES reservations (municipality_id, id)`,
      { key: 'closure_id, party_id' }
    )
  }
}
