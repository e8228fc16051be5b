import { TenantSchema } from '#app/tenancy/main'

export default class extends TenantSchema {
  async up() {
    /* Address and language of whoever wants to be written to, encrypted; gone once the visit is over or cancelled. */
    this.schema.raw('ALTER TABLE reservations ADD COLUMN contact text')
    this.schema.raw(
      `CREATE INDEX reservations_contacts ON reservations (municipality_id, visit_date)
        WHERE contact IS NOT NULL`
    )
    this.tenantTable(
      'reservation_reminders',
      `/* a reminder is planned once, whatever happens to the planning */
       reservation_id uuid NOT NULL,
       visit_date date NOT NULL,
       days_before smallint NOT NULL,
       planned_at timestamptz NOT NULL DEFAULT now(),
       FOREIGN KEY (municipality_id, reservation_id) REFERENCES reservations (municipality_id, id)`,
      { key: 'reservation_id, visit_date, days_before' }
    )
  }
}
