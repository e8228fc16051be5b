import { TenantSchema } from '#app/tenancy/main'

export default class extends TenantSchema {
  async up() {
    /* How many pages were made stays when their files are gone. */
    this.schema.raw('ALTER TABLE print_jobs ADD COLUMN pages int NOT NULL DEFAULT 0')
    this.#countPages()
  }

  /** Of all municipalities: the owner is under row level security too, until it is taken off for this. */
  #countPages() {
    const tables = ['print_jobs', 'print_parts']
    for (const table of tables) {
      this.schema.raw(`ALTER TABLE ${table} NO FORCE ROW LEVEL SECURITY`)
    }
    this.schema.raw(
      `UPDATE print_jobs j SET pages = p.pages
         FROM (SELECT municipality_id, job_id, sum(pages) AS pages FROM print_parts GROUP BY 1, 2) p
        WHERE p.municipality_id = j.municipality_id AND p.job_id = j.id`
    )
    for (const table of tables) {
      this.schema.raw(`ALTER TABLE ${table} FORCE ROW LEVEL SECURITY`)
    }
  }
}
