import { TenantSchema } from '#app/tenancy/main'

export default class extends TenantSchema {
  /** Steps that say what the office recorded already: `seq` is the event that said it, and `came_at` adds the time to it. */
  async up() {
    this.schema.raw(
      `ALTER TABLE visit_steps
         ADD COLUMN known text CHECK (known IN ('came_already', 'over_already')),
         ADD COLUMN came_at timestamptz,
         ADD CHECK (known IS NULL OR seq IS NOT NULL)`
    )
  }
}
