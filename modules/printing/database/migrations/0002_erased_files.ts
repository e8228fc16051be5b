import { TenantSchema } from '#app/tenancy/main'

export default class extends TenantSchema {
  /** A file in which an erased person was is gone before its time; how many were in it stays. */
  async up() {
    this.schema.raw(
      `ALTER TABLE print_parts
         ADD COLUMN erased_at timestamptz,
         ALTER COLUMN pdf_sealed DROP NOT NULL,
         ADD CONSTRAINT print_parts_erased CHECK ((pdf_sealed IS NULL) = (erased_at IS NOT NULL))`
    )
    this.schema.raw(
      'CREATE INDEX print_records_by_resident ON print_records (municipality_id, resident_id)'
    )
  }
}
