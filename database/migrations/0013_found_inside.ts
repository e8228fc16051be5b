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
    this.schema.raw(
      'CREATE INDEX field_endings_by_text ON field_endings (municipality_id, subject, field, ending)'
    )
  }
}
