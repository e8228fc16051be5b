import { TenantSchema } from '#app/tenancy/main'

export default class extends TenantSchema {
  async up() {
    /* From when to when the service was seen to answer, minute by minute; between two spans it was not. */
    this.tenantTable(
      'availability_spans',
      `began_at timestamptz NOT NULL,
       seen_at timestamptz NOT NULL,
       CHECK (began_at <= seen_at)`
    )
    this.schema.raw(
      'CREATE INDEX availability_spans_by_end ON availability_spans (municipality_id, seen_at DESC)'
    )
  }
}
