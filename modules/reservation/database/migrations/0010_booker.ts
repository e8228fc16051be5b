import { TenantSchema } from '#app/tenancy/main'

export default class extends TenantSchema {
  async up() {
    /* Whom a module knows as the one who booked, by that module's own id; NULL for a booking without ID. */
    this.schema.raw('ALTER TABLE reservations ADD COLUMN booker_id uuid')
    this.schema.raw(
      `CREATE INDEX reservations_by_booker ON reservations (municipality_id, booker_id, created_at)
        WHERE booker_id IS NOT NULL`
    )
  }
}
