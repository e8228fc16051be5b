import { TenantSchema } from '#app/tenancy/main'

export default class extends TenantSchema {
  async up() {
    this.tenantTable(
      'print_substitutes',
      `/* a character, with its form, that no font had */
       character text NOT NULL,
       /* what is printed in its place, because somebody chose it */
       substitute text NOT NULL CHECK (substitute <> ''),
       chosen_by uuid NOT NULL,
       chosen_at timestamptz NOT NULL DEFAULT now(),
       FOREIGN KEY (municipality_id, chosen_by) REFERENCES staff_members (municipality_id, id)`,
      { key: 'character' }
    )
    /* Which substitutes a person was printed with: part of a name, so encrypted. */
    this.schema.raw('ALTER TABLE print_records ADD COLUMN substituted_sealed text')
    this.schema.raw(
      `CREATE INDEX print_records_substituted ON print_records (municipality_id, job_id, position)
        WHERE substituted_sealed IS NOT NULL`
    )
  }
}
