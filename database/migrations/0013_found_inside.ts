import { TenantSchema } from '#app/tenancy/main'

export default class extends TenantSchema {
  async up() {
    /*
     * 部分一致: a name is found by what is inside of it as the beginning of one of its endings. Row level
     * security keeps LIKE and trigrams from an index; a range under the C collation it lets through.
     */
    this.tenantTable(
      'field_endings',
      `subject text NOT NULL,
       record_id uuid NOT NULL,
       field text NOT NULL,
       ending text COLLATE "C" NOT NULL`,
      { key: 'subject, record_id, field, ending' }
    )
    /* With the record in the index a name that twenty thousand have is found without reading their rows. */
    for (const kind of ['text', 'date']) {
      this.schema.raw(`DROP INDEX field_values_by_${kind}`)
      this.schema.raw(
        `CREATE INDEX field_values_by_${kind} ON field_values (municipality_id, subject, field, ${kind}_key)
           INCLUDE (record_id) WHERE ${kind}_key IS NOT NULL`
      )
    }
    this.schema.raw(
      'CREATE INDEX field_endings_by_text ON field_endings (municipality_id, subject, field, ending) INCLUDE (record_id)'
    )
  }
}
