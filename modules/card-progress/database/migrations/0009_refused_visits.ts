import { TenantSchema } from '#app/tenancy/main'

export default class extends TenantSchema {
  /** What could not be recorded is listed by day; it is a small part of the table. */
  async up() {
    this.schema.raw(
      `CREATE INDEX visit_steps_refused ON visit_steps (municipality_id, noted_at)
        WHERE refused IS NOT NULL`
    )
  }
}
