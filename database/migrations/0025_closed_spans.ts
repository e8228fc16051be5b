import { TenantSchema } from '#app/tenancy/main'

export default class extends TenantSchema {
  async up() {
    /* Seen closed on purpose, by the municipality or the operator: neither up nor an outage. */
    this.schema.raw(
      'ALTER TABLE availability_spans ADD COLUMN closed boolean NOT NULL DEFAULT false'
    )
  }
}
