import { TenantSchema } from '#app/tenancy/main'

export default class extends TenantSchema {
  async up() {
    /*
     * An index that names the draft would be written, and with it every other
     * one, each time somebody fills in the form. Drafts to erase are those of
     * lapsed holds.
     */
    this.schema.raw('DROP INDEX reservations_drafts')
    this.schema.raw(
      `CREATE INDEX reservations_lapsed ON reservations (municipality_id, settled_at)
        WHERE state = 'lapsed'`
    )
    /* Room on the page for the row's next version. */
    this.schema.raw('ALTER TABLE reservations SET (fillfactor = 80)')
  }
}
