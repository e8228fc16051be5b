import { TenantSchema } from '#app/tenancy/main'

export default class extends TenantSchema {
  async up() {
    this.tenantTable(
      'staff_reviews',
      `staff_id uuid NOT NULL,
       reviewed_by uuid NOT NULL,
       reviewed_at timestamptz NOT NULL DEFAULT now(),
       FOREIGN KEY (municipality_id, staff_id) REFERENCES staff_members (municipality_id, id),
       FOREIGN KEY (municipality_id, reviewed_by) REFERENCES staff_members (municipality_id, id)`,
      { appendOnly: true }
    )
    this.schema.raw(
      'CREATE INDEX staff_reviews_by_staff ON staff_reviews (municipality_id, staff_id, reviewed_at DESC)'
    )
  }
}
