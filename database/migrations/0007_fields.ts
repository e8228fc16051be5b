import { TenantSchema } from '#app/tenancy/main'

export default class extends TenantSchema {
  async up() {
    /**
     * A change of a subject's fields is another row: nothing that was ever in
     * force is lost, and the key lets only one of two changes made from the
     * same version through. A municipality that changed nothing has no row.
     */
    this.tenantTable(
      'field_sets',
      `subject text NOT NULL,
       version int NOT NULL CHECK (version > 0),
       definitions jsonb NOT NULL CHECK (jsonb_typeof(definitions) = 'array'),
       changed_at timestamptz NOT NULL DEFAULT now()`,
      { key: 'subject, version', appendOnly: true }
    )
    this.readableByDirectory('field_sets')

    this.tenantTable(
      'field_values',
      `subject text NOT NULL,
       record_id uuid NOT NULL,
       field text NOT NULL,
       /* a field with several choices has several */
       position smallint NOT NULL,
       /* collation C makes a search by the first letters a range of an index */
       text_key text COLLATE "C",
       date_key date,
       number_key numeric,
       CHECK (num_nonnulls(text_key, date_key, number_key) = 1)`,
      { key: 'subject, record_id, field, position' }
    )
    for (const kind of ['text', 'date', 'number']) {
      this.schema.raw(
        `CREATE INDEX field_values_by_${kind} ON field_values (municipality_id, subject, field, ${kind}_key)
          WHERE ${kind}_key IS NOT NULL`
      )
    }
  }
}
