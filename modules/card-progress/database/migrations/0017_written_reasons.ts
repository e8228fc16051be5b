import { TenantSchema } from '#app/tenancy/main'

export default class extends TenantSchema {
  /**
   * Reasons in words stand beside the events, so that they can end while no
   * event ever changes: an event itself has a code, `#written` where there
   * are, or were, words.
   */
  async up() {
    this.tenantTable(
      'written_reasons',
      `case_id uuid NOT NULL,
       seq int NOT NULL,
       words text NOT NULL CHECK (length(words) BETWEEN 1 AND 300),
       written_at timestamptz NOT NULL,
       FOREIGN KEY (municipality_id, case_id, seq) REFERENCES progress_events (municipality_id, case_id, seq)`,
      { key: 'case_id, seq' }
    )
    this.schema.raw('REVOKE UPDATE ON written_reasons FROM madoguchi_app')
    this.schema.raw(
      'CREATE INDEX written_reasons_by_time ON written_reasons (municipality_id, written_at)'
    )
    this.#moveWords()
    this.refuseResidentData('written_reasons', 'true')
    this.schema.raw('DROP INDEX progress_events_in_words')
    this.schema.raw('REVOKE UPDATE (reason) ON progress_events FROM madoguchi_app')
    this.schema.raw('DROP TRIGGER progress_events_words_only_end ON progress_events')
    this.schema.raw('DROP TRIGGER progress_events_is_append_only ON progress_events')
    this.schema.raw(`
      CREATE TRIGGER progress_events_is_append_only BEFORE UPDATE OR DELETE ON progress_events
      FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()`)
    this.schema.raw(
      `ALTER TABLE progress_events
         ADD CONSTRAINT progress_events_reason_is_a_code CHECK (reason ~ '^#[a-z_]+$')`
    )
  }

  /** Of all municipalities: the owner is under row level security too, until it is taken off for this. */
  #moveWords() {
    const tables = ['progress_events', 'written_reasons']
    for (const table of tables) {
      this.schema.raw(`ALTER TABLE ${table} NO FORCE ROW LEVEL SECURITY`)
    }
    this.schema.raw(`ALTER TABLE progress_events DISABLE TRIGGER USER`)
    this.schema.raw(
      `INSERT INTO written_reasons (municipality_id, case_id, seq, words, written_at)
       SELECT municipality_id, case_id, seq, left(reason, 300), recorded_at
         FROM progress_events WHERE reason !~ '^#[a-z_]+$'`
    )
    this.schema.raw(
      `UPDATE progress_events SET reason = '#written' WHERE reason !~ '^#[a-z_]+$' OR reason = '#ended'`
    )
    this.schema.raw(`ALTER TABLE progress_events ENABLE TRIGGER USER`)
    for (const table of tables) {
      this.schema.raw(`ALTER TABLE ${table} FORCE ROW LEVEL SECURITY`)
    }
  }
}
