import { TenantSchema } from '#app/tenancy/main'

export default class extends TenantSchema {
  /**
   * A card that was stopped or closed by a re-issue keeps that status, lost
   * and found or not, and is never handed over; nothing is recorded of a lost
   * card until it is found.
   */
  async up() {
    this.schema.raw(GUARD)
    this.#keepStatuses()
  }

  /** Of all municipalities: the owner is under row level security too, until it is taken off for this. */
  #keepStatuses() {
    const tables = ['progress_events', 'card_cases']
    for (const table of tables) {
      this.schema.raw(`ALTER TABLE ${table} NO FORCE ROW LEVEL SECURITY`)
    }
    this.schema.raw(
      `UPDATE card_cases c
          SET status = e.code, status_variant = e.variant, status_seq = e.seq,
              status_at = e.recorded_at, status_on = e.happened_on
         FROM (SELECT DISTINCT ON (e.municipality_id, e.case_id) e.*
                 FROM progress_events e
                WHERE e.code IN ('VOID', 'REISSUE', 'DISPOSE')
                  AND NOT EXISTS (SELECT FROM progress_events x
                                   WHERE x.municipality_id = e.municipality_id
                                     AND x.case_id = e.case_id AND x.cancels = e.seq)
                ORDER BY e.municipality_id, e.case_id, e.seq DESC) AS e
        WHERE e.municipality_id = c.municipality_id AND e.case_id = c.id
          AND c.status NOT IN ('VOID', 'REISSUE', 'DISPOSE')`
    )
    for (const table of tables) {
      this.schema.raw(`ALTER TABLE ${table} FORCE ROW LEVEL SECURITY`)
    }
  }
}

/** As in 0001, with what is said above. */
const GUARD = `
CREATE OR REPLACE FUNCTION guard_progress_event() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  seen int;
  one record;
  handed_over boolean := false;
  stopped boolean := false;
  lost boolean := false;
  disposed boolean := false;
  reserved_on date;
BEGIN
  SELECT version INTO seen FROM card_cases
   WHERE municipality_id = NEW.municipality_id AND id = NEW.case_id FOR UPDATE;
  IF seen IS DISTINCT FROM NEW.seq - 1 THEN
    RAISE EXCEPTION 'progress: the case has moved on' USING ERRCODE = 'CP001';
  END IF;
  IF NEW.code = 'DISPOSE' AND NOT EXISTS (
    SELECT FROM disposals d
     WHERE d.municipality_id = NEW.municipality_id AND d.id = NEW.disposal_id AND d.state = 'confirmed')
  THEN
    RAISE EXCEPTION 'progress: a second person has not confirmed the disposal' USING ERRCODE = 'CP002';
  END IF;
  FOR one IN
    SELECT e.seq, e.code, e.variant, e.visit_at, e.recorded_at FROM progress_events e
     WHERE e.municipality_id = NEW.municipality_id AND e.case_id = NEW.case_id
       AND e.cancels IS NULL AND e.seq IS DISTINCT FROM NEW.cancels
       AND NOT EXISTS (SELECT FROM progress_events c
                        WHERE c.municipality_id = e.municipality_id AND c.case_id = e.case_id AND c.cancels = e.seq)
    UNION ALL
    SELECT NEW.seq, NEW.code, NEW.variant, NEW.visit_at, NEW.recorded_at WHERE NEW.cancels IS NULL
    ORDER BY 1
  LOOP
    IF disposed THEN
      RAISE EXCEPTION 'progress: nothing follows a disposal' USING ERRCODE = 'CP003';
    END IF;
    IF lost AND one.code NOT IN ('ARRIVE', 'REISSUE') THEN
      RAISE EXCEPTION 'progress: a lost card has to be found first' USING ERRCODE = 'CP007';
    END IF;
    CASE one.code
      WHEN 'ISSUE' THEN
        IF handed_over OR stopped THEN
          RAISE EXCEPTION 'progress: the card cannot be handed over' USING ERRCODE = 'CP004';
        END IF;
        handed_over := true;
        reserved_on := NULL;
      WHEN 'RETURN' THEN
        IF one.variant = 'card' THEN handed_over := false; END IF;
      WHEN 'ARRIVE' THEN lost := false;
      WHEN 'LOST' THEN lost := true;
      WHEN 'VOID', 'REISSUE' THEN stopped := true;
      WHEN 'RESERVE' THEN reserved_on := (one.visit_at AT TIME ZONE 'Asia/Tokyo')::date;
      WHEN 'RESV_CANCEL', 'VISIT', 'NOSHOW' THEN reserved_on := NULL;
      WHEN 'DISPOSE' THEN
        IF reserved_on >= (one.recorded_at AT TIME ZONE 'Asia/Tokyo')::date THEN
          RAISE EXCEPTION 'progress: there is a reservation to come' USING ERRCODE = 'CP005';
        END IF;
        disposed := true;
      ELSE
    END CASE;
  END LOOP;
  IF NEW.cancels IS NOT NULL AND NOT EXISTS (
    SELECT FROM progress_events e
     WHERE e.municipality_id = NEW.municipality_id AND e.case_id = NEW.case_id
       AND e.seq = NEW.cancels AND e.cancels IS NULL)
  THEN
    RAISE EXCEPTION 'progress: only an event can be cancelled' USING ERRCODE = 'CP006';
  END IF;
  RETURN NEW;
END $$`
