import { TenantSchema } from '#app/tenancy/main'

export default class extends TenantSchema {
  async up() {
    /* what waits for somebody belongs to what is held on them */
    this.schema.raw(
      `CREATE INDEX waitlist_by_reservation ON waitlist_entries (municipality_id, reservation_id)
        WHERE reservation_id IS NOT NULL`
    )
  }
}
