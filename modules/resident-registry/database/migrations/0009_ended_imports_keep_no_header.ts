import { TenantSchema } from '#app/tenancy/main'

export default class extends TenantSchema {
  async up() {
    /**
     * Line 1 of a file that has no header is somebody. As a change of the column
     * and not of its rows, because row level security hides the rows from the
     * owner too.
     */
    this.schema.raw(
      `ALTER TABLE resident_imports
         ALTER COLUMN columns_sealed DROP NOT NULL,
         ALTER COLUMN columns_sealed TYPE text
           USING CASE WHEN ended_at IS NULL THEN columns_sealed END`
    )
    /** Whatever ends an import, now or later, has to forget it. */
    this.schema.raw(
      `ALTER TABLE resident_imports ADD CONSTRAINT ended_imports_keep_no_header
         CHECK ((columns_sealed IS NULL) = (ended_at IS NOT NULL))`
    )
  }
}
