import { TenantSchema } from '#app/tenancy/main'

export default class extends TenantSchema {
  async up() {
    /*
     * Somebody who came without a booking: no slot, no seat, no key, and there from the first moment. Their
     * counter is checked by the row their number is taken from.
     */
    this.schema.raw(
      `ALTER TABLE reservations
         ADD COLUMN walk_in boolean NOT NULL DEFAULT false,
         ALTER COLUMN slot_id DROP NOT NULL,
         DROP CONSTRAINT reservations_check1,
         ADD CONSTRAINT reservations_confirmed
           CHECK (state IN ('held', 'lapsed')
                  OR (reception_number IS NOT NULL AND reserved_at IS NOT NULL
                      AND (walk_in OR access_key_hash IS NOT NULL))),
         ADD CONSTRAINT reservations_slot CHECK (walk_in = (slot_id IS NULL)),
         ADD CONSTRAINT reservations_walk_in
           CHECK (NOT walk_in OR (state IN ('arrived', 'cancelled') AND booked_by IS NOT NULL))`
    )
    this.schema.raw(
      `CREATE INDEX reservations_walk_ins ON reservations (municipality_id, visit_date, counter_id)
        WHERE walk_in`
    )
    this.tenantTable(
      'no_shows_to_tell',
      `/* other modules have not heard of it yet; whoever tells them takes it for a while */
       reservation_id uuid NOT NULL,
       due_at timestamptz NOT NULL DEFAULT now(),
       FOREIGN KEY (municipality_id, reservation_id) REFERENCES reservations (municipality_id, id)`,
      { key: 'reservation_id' }
    )
  }
}
