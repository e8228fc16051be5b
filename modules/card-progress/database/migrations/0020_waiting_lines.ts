import { TenantSchema } from '#app/tenancy/main'

export default class extends TenantSchema {
  /** Whether something is about to be recorded for a card; few lines wait at a time. */
  async up() {
    this.schema.raw(
      `CREATE INDEX bulk_lines_waiting ON bulk_lines (municipality_id, case_id)
        WHERE outcome IS NULL AND case_id IS NOT NULL`
    )
  }
}
