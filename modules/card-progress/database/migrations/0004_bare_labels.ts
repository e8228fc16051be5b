import { TenantSchema } from '#app/tenancy/main'

/** No reason out of the list, no shelf, no number: `bare_labels.ts` says the same to people. */
const inWords = (column: string) => `${column} !~ '^#[a-z_]+$'`
const noShelf = (column: string) =>
  `length(${column}) > 8 OR ${column} !~ '^[A-Z]{0,2}[0-9]{0,4}(-[A-Z]{0,2}[0-9]{0,4}){0,2}$'`
const noNumber = (column: string) =>
  `${column} !~ '^[A-Z0-9-]{1,20}$' OR ${column} !~ '[0-9]'
   OR replace(${column}, '-', '') ~ '^0[0-9]{9,10}$'`
/** Neither a link code nor a number, nor the trace of what was neither. */
const unclear = (column: string) =>
  `${column} !~ '^([A-Z0-9]{12}|[*].{12})$' AND (${noNumber(column)})`

export default class extends TenantSchema {
  async up() {
    this.#guards()
    this.#words()
  }

  /**
   * A municipality that holds no resident data has no words about cards:
   * nobody can write a name where there are none. Labels from before it held
   * none may stay.
   */
  #guards() {
    this.refuseResidentData(
      'progress_events',
      `${inWords('NEW.reason')} OR ${noShelf('NEW.shelf')} OR ${noNumber('NEW.reference')}`
    )
    this.refuseResidentData('card_cases', noNumber('NEW.card_number'), 'card_number')
    /** Every event writes the shelf once more. */
    this.schema.raw(`
      CREATE TRIGGER card_cases_no_words_on_shelves BEFORE UPDATE ON card_cases
      FOR EACH ROW WHEN (NEW.shelf IS DISTINCT FROM OLD.shelf AND (${noShelf('NEW.shelf')}))
      EXECUTE FUNCTION refuse_resident_data()`)
    this.refuseResidentData(
      'card_batches',
      `${inWords('NEW.mismatch_reason')} OR ${noNumber('NEW.number')}`
    )
    this.refuseResidentData('disposals', inWords('NEW.method'), 'method')
    const said = (name: string) => `(NEW.facts #>> '{facts,${name}}')`
    this.refuseResidentData(
      'bulk_actions',
      `${inWords(said('reason'))} OR ${noShelf(said('shelf'))} OR ${noNumber(said('reference'))}`,
      'facts'
    )
    this.refuseResidentData(
      'bulk_lines',
      `${unclear('NEW.typed')} OR ${noNumber('NEW.card_number')}`,
      'typed, card_number'
    )
    this.refuseResidentData('stock_takes', noShelf('NEW.shelf'), 'shelf')
    this.refuseResidentData('stock_scans', unclear('NEW.scanned'))
  }

  /** The words of a reason end with their time; nothing else of an event ever changes. */
  #words() {
    const others = `municipality_id, case_id, seq, code, variant, cause, cancels, from_code, verdict,
      happened_on, recorded_at, source, staff_id, counter_id, to_counter_id, shelf, mailing_id,
      disposal_id, deadline, visit_at, reference, old_card_collected, token`
    this.schema.raw('DROP TRIGGER progress_events_is_append_only ON progress_events')
    this.schema.raw(`
      CREATE TRIGGER progress_events_is_append_only BEFORE DELETE OR UPDATE OF ${others} ON progress_events
      FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()`)
    this.schema.raw(`
      CREATE TRIGGER progress_events_words_only_end BEFORE UPDATE OF reason ON progress_events
      FOR EACH ROW WHEN (NEW.reason IS DISTINCT FROM '#ended') EXECUTE FUNCTION refuse_change()`)
    this.schema.raw('GRANT UPDATE (reason) ON progress_events TO madoguchi_app')
    this.schema.raw(
      `CREATE INDEX progress_events_in_words ON progress_events (municipality_id, recorded_at)
        WHERE left(reason, 1) <> '#'`
    )
  }
}
