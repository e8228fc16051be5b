import { TenantSchema } from '#app/tenancy/main'

export default class extends TenantSchema {
  async up() {
    /* Which kinds there are is the program's to say: see print_kinds.ts. */
    this.schema.raw('ALTER TABLE print_jobs DROP CONSTRAINT print_jobs_kind_check')
    this.schema.raw('ALTER TABLE print_parts RENAME COLUMN labels TO records')
  }
}
