import { TenantSchema } from '#app/tenancy/main'

export default class extends TenantSchema {
  async up() {
    /* 申込日: the list by the day of the application, and sorted by it. */
    this.schema.raw(
      `CREATE INDEX reservations_by_received ON reservations (municipality_id, reserved_at)
        WHERE reserved_at IS NOT NULL`
    )
  }
}
