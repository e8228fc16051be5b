import { TenantSchema } from '#app/tenancy/main'

export default class extends TenantSchema {
  async up() {
    this.tenantTable(
      'print_wordings',
      `name text NOT NULL,
       /* the latest */
       version int NOT NULL DEFAULT 1,
       archived_at timestamptz`
    )
    this.schema.raw(
      `CREATE UNIQUE INDEX print_wordings_by_name ON print_wordings (municipality_id, name)
        WHERE archived_at IS NULL`
    )
    this.tenantTable(
      'print_wording_versions',
      `wording_id uuid NOT NULL,
       number int NOT NULL,
       /* what the municipality writes to everybody, and how it is laid out */
       text jsonb NOT NULL,
       created_by uuid NOT NULL,
       created_at timestamptz NOT NULL DEFAULT now(),
       FOREIGN KEY (municipality_id, wording_id) REFERENCES print_wordings (municipality_id, id),
       FOREIGN KEY (municipality_id, created_by) REFERENCES staff_members (municipality_id, id)`,
      { key: 'wording_id, number' }
    )
  }
}
