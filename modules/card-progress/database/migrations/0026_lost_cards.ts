import { TenantSchema } from '#app/tenancy/main'

export default class extends TenantSchema {
  /**
   * Lost and not found, derived from the events as the other columns are: a
   * card that was finished with before keeps its status, and lists and the
   * board could not see that it is gone.
   */
  async up() {
    this.schema.raw('ALTER TABLE card_cases ADD COLUMN lost boolean NOT NULL DEFAULT false')
    this.#findLost()
    this.schema.raw(
      `ALTER TABLE card_cases
         ADD CONSTRAINT card_cases_lost_is_gone CHECK (NOT (lost AND in_stock)),
         ADD CONSTRAINT card_cases_status_lost CHECK (status <> 'LOST' OR lost)`
    )
    this.schema.raw(
      'CREATE INDEX card_cases_lost ON card_cases (municipality_id, status_at, id) WHERE lost'
    )
  }

  /** Of all municipalities: the owner is under row level security too, until it is taken off for this. */
  #findLost() {
    const tables = ['progress_events', 'card_cases']
    for (const table of tables) {
      this.schema.raw(`ALTER TABLE ${table} NO FORCE ROW LEVEL SECURITY`)
    }
    this.schema.raw(
      `UPDATE card_cases c SET lost = true
         FROM (SELECT DISTINCT ON (e.municipality_id, e.case_id) e.municipality_id, e.case_id, e.code
                 FROM progress_events e
                WHERE e.code IN ('LOST', 'ARRIVE')
                  AND NOT EXISTS (SELECT FROM progress_events x
                                   WHERE x.municipality_id = e.municipality_id
                                     AND x.case_id = e.case_id AND x.cancels = e.seq)
                ORDER BY e.municipality_id, e.case_id, e.seq DESC) AS last
        WHERE last.municipality_id = c.municipality_id AND last.case_id = c.id AND last.code = 'LOST'`
    )
    for (const table of tables) {
      this.schema.raw(`ALTER TABLE ${table} FORCE ROW LEVEL SECURITY`)
    }
  }
}
