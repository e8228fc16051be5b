import { TenantSchema } from '#app/tenancy/main'

export default class extends TenantSchema {
  async up() {
    this.schema.raw(
      `ALTER TABLE print_jobs
         /* when somebody was last at it: a print nobody is at is taken up by another process */
         ADD COLUMN touched_at timestamptz NOT NULL DEFAULT now()`
    )
    this.schema.raw(
      `CREATE INDEX print_jobs_being_made ON print_jobs (municipality_id, touched_at)
        WHERE state = 'printing'`
    )
    this.schema.raw(
      'CREATE INDEX print_jobs_by_maker ON print_jobs (municipality_id, created_by, created_at DESC)'
    )
  }
}
