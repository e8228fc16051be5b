import { TenantSchema } from '#app/tenancy/main'

export default class extends TenantSchema {
  async up() {
    /* 通知書送付: who had it recorded of those who were printed, and when that was done. */
    this.schema.raw(
      `ALTER TABLE print_jobs
         ADD COLUMN sent_by uuid,
         ADD COLUMN sent_at timestamptz,
         ADD COLUMN sending_ended_at timestamptz,
         ADD FOREIGN KEY (municipality_id, sent_by) REFERENCES staff_members (municipality_id, id),
         ADD CHECK ((sent_by IS NULL) = (sent_at IS NULL))`
    )
    /* what came of it: 'recorded', or why nothing was */
    this.schema.raw('ALTER TABLE print_records ADD COLUMN sending text')
  }
}
