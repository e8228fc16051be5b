import { TenantSchema } from '#app/tenancy/main'

export default class extends TenantSchema {
  async up() {
    /*
     * What was issued to whoever is printed. The password is readable only from the moment it was issued until the
     * part it is in is made, and in that part until the print is confirmed or its time has come.
     */
    this.schema.raw(
      `ALTER TABLE print_records
         ADD COLUMN issued text CHECK (issued IN ('new', 'renewed')),
         ADD COLUMN secret_sealed text,
         ADD CHECK (secret_sealed IS NULL OR (issued IS NOT NULL AND part IS NULL))`
    )
    /* Somebody saw that everything was printed: the files are gone, whose they were stays until its time. */
    this.schema.raw(
      `ALTER TABLE print_jobs
         ADD COLUMN confirmed_by uuid,
         ADD COLUMN confirmed_at timestamptz,
         ADD FOREIGN KEY (municipality_id, confirmed_by) REFERENCES staff_members (municipality_id, id)`
    )
  }
}
