import { TenantSchema } from '#app/tenancy/main'

export default class extends TenantSchema {
  /**
   * A card that is not simply waiting for 廃棄 is proposed with a reason out
   * of the list, and stands out until it is confirmed. In a stock-take two
   * cards of one link code are two lines.
   */
  async up() {
    this.schema.raw(`ALTER TABLE disposals ADD COLUMN reason text CHECK (reason ~ '^#[a-z_]+$')`)
    this.schema.raw('ALTER TABLE disposal_cases ADD COLUMN warned boolean NOT NULL DEFAULT false')
    this.schema.raw(
      'CREATE INDEX disposal_cases_by_case ON disposal_cases (municipality_id, case_id)'
    )
    for (const table of ['stock_scans', 'stock_findings']) {
      this.schema.raw(
        `ALTER TABLE ${table}
           DROP CONSTRAINT ${table}_pkey,
           ADD COLUMN id uuid NOT NULL DEFAULT gen_random_uuid(),
           ADD PRIMARY KEY (municipality_id, id),
           ADD CONSTRAINT ${table}_once
             UNIQUE NULLS NOT DISTINCT (municipality_id, stock_take_id, scanned, case_id)`
      )
    }
  }
}
