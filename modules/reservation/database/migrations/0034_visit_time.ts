import { TenantSchema } from '#app/tenancy/main'

export default class extends TenantSchema {
  async up() {
    /*
     * When a visit begins stands with the reservation: lists of a large city's day are in order of it, and
     * looking up ten thousand slots for it took as long as the rest. The key to the slot keeps both the same.
     */
    this.schema.raw('ALTER TABLE reservations ADD COLUMN starts_at timestamptz')
    for (const table of ['reservations', 'slots']) {
      this.schema.raw(`ALTER TABLE ${table} NO FORCE ROW LEVEL SECURITY`)
    }
    this.schema.raw(
      `UPDATE reservations r
          SET starts_at = coalesce(
                (SELECT s.starts_at FROM slots s
                  WHERE s.municipality_id = r.municipality_id AND s.id = r.slot_id),
                date_trunc('minute', r.reserved_at))`
    )
    for (const table of ['reservations', 'slots']) {
      this.schema.raw(`ALTER TABLE ${table} FORCE ROW LEVEL SECURITY`)
    }
    this.schema.raw(
      `ALTER TABLE reservations
         ALTER COLUMN starts_at SET NOT NULL,
         DROP CONSTRAINT reservations_municipality_id_slot_id_counter_id_visit_date_fkey`
    )
    this.schema.raw(
      `ALTER TABLE slots
         DROP CONSTRAINT slots_municipality_id_id_counter_id_visit_date_key,
         ADD CONSTRAINT slots_visit UNIQUE (municipality_id, id, counter_id, visit_date, starts_at)`
    )
    this.schema.raw(
      `ALTER TABLE reservations
         ADD CONSTRAINT reservations_visit FOREIGN KEY (municipality_id, slot_id, counter_id, visit_date, starts_at)
           REFERENCES slots (municipality_id, id, counter_id, visit_date, starts_at) ON UPDATE CASCADE`
    )
    this.schema.raw('DROP INDEX reservations_by_day')
    this.schema.raw(
      'CREATE INDEX reservations_by_visit ON reservations (municipality_id, visit_date, starts_at)'
    )
  }
}
