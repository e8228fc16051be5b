import { TenantSchema } from '#app/tenancy/main'

export default class extends TenantSchema {
  /** Whom a day expects is a small part of all cards. */
  async up() {
    this.schema.raw(
      `CREATE INDEX card_cases_by_visit ON card_cases (municipality_id, reserved_at)
        WHERE reserved_at IS NOT NULL`
    )
  }
}
