import { TenantSchema } from '#app/tenancy/main'

const CODES = `'ARRIVE', 'INSPECT', 'PRESET', 'STORE', 'NOTIFY', 'RETURN', 'RESERVE', 'RESV_CANCEL', 'VISIT', 'NOSHOW', 'SENDBACK', 'ISSUE', 'VOID', 'DISPOSE', 'LOST', 'REISSUE'`

export default class extends TenantSchema {
  async up() {
    this.#words()
    this.#runs()
    this.#cases()
    this.#events()
    this.#stock()
  }

  /** What a municipality calls a status, whether it uses it, and which follows which (R101). Rows only where it differs. */
  #words() {
    this.tenantTable(
      'progress_statuses',
      `code text NOT NULL CHECK (code IN (${CODES})),
       name text CHECK (length(name) BETWEEN 1 AND 30),
       in_use boolean NOT NULL DEFAULT true`,
      { key: 'code' }
    )
    this.tenantTable(
      'progress_rules',
      `from_code text NOT NULL CHECK (from_code IN ('NONE', ${CODES})),
       to_code text NOT NULL CHECK (to_code IN (${CODES})),
       verdict text NOT NULL CHECK (verdict IN ('normal', 'warn', 'forbidden'))`,
      { key: 'from_code, to_code' }
    )
  }

  /** What cards have in common: the box they came in, the mailing they were told of in, the disposal they ended in. */
  #runs() {
    this.tenantTable(
      'card_batches',
      `number text NOT NULL CHECK (length(number) BETWEEN 1 AND 40),
       counter_id uuid NOT NULL,
       arrived_on date NOT NULL,
       expected_count int NOT NULL CHECK (expected_count BETWEEN 0 AND 100000),
       actual_count int NOT NULL CHECK (actual_count BETWEEN 0 AND 100000),
       /* somebody says why the counts differ, or there is no batch */
       mismatch_reason text CHECK (length(mismatch_reason) BETWEEN 1 AND 300),
       method text NOT NULL,
       kind text NOT NULL,
       received_by uuid NOT NULL,
       received_at timestamptz NOT NULL DEFAULT now(),
       CHECK (expected_count = actual_count OR mismatch_reason IS NOT NULL),
       UNIQUE (municipality_id, number),
       FOREIGN KEY (municipality_id, counter_id) REFERENCES counters (municipality_id, id),
       FOREIGN KEY (municipality_id, received_by) REFERENCES staff_members (municipality_id, id)`
    )
    this.tenantTable(
      'mailings',
      `kind text NOT NULL CHECK (kind IN ('first', 'again', 'reminder')),
       posted_on date NOT NULL,
       deadline date NOT NULL,
       created_by uuid,
       created_at timestamptz NOT NULL DEFAULT now(),
       CHECK (deadline >= posted_on),
       FOREIGN KEY (municipality_id, created_by) REFERENCES staff_members (municipality_id, id)`
    )
    this.schema.raw('CREATE INDEX mailings_by_day ON mailings (municipality_id, posted_on DESC)')
    this.tenantTable(
      'disposals',
      `method text NOT NULL CHECK (length(method) BETWEEN 1 AND 60),
       planned_on date NOT NULL,
       state text NOT NULL DEFAULT 'proposed' CHECK (state IN ('proposed', 'confirmed', 'withdrawn')),
       proposed_by uuid NOT NULL,
       proposed_at timestamptz NOT NULL DEFAULT now(),
       confirmed_by uuid,
       confirmed_at timestamptz,
       /* two persons, whatever the program thinks (domain §1.4) */
       CHECK (confirmed_by <> proposed_by),
       CHECK ((state = 'confirmed') = (confirmed_by IS NOT NULL)),
       CHECK ((confirmed_by IS NULL) = (confirmed_at IS NULL)),
       FOREIGN KEY (municipality_id, proposed_by) REFERENCES staff_members (municipality_id, id),
       FOREIGN KEY (municipality_id, confirmed_by) REFERENCES staff_members (municipality_id, id)`
    )
  }

  #cases() {
    this.tenantTable(
      'card_cases',
      `link_code text NOT NULL,
       /* 管理番号 of the municipality's own, if it has one */
       card_number text CHECK (length(card_number) BETWEEN 1 AND 40),
       method text NOT NULL CHECK (method IN ('at_delivery', 'at_application', 'outreach', 'via_residence', 'express')),
       kind text NOT NULL CHECK (kind IN ('first', 'renewal', 'reissue')),
       applied_on date,
       batch_id uuid,
       /* the case this one goes on from */
       parent_id uuid,
       first_counter_id uuid NOT NULL,
       created_at timestamptz NOT NULL DEFAULT now(),

       /* from here on derived from the events by fold.ts, in the transaction that adds one */
       version int NOT NULL DEFAULT 0,
       status text NOT NULL DEFAULT 'NONE' CHECK (status IN ('NONE', ${CODES})),
       status_variant text,
       status_at timestamptz NOT NULL DEFAULT now(),
       status_on date NOT NULL DEFAULT (now() AT TIME ZONE 'Asia/Tokyo')::date,
       status_seq int,
       counter_id uuid NOT NULL,
       shelf text COLLATE "C",
       in_stock boolean NOT NULL DEFAULT false,
       in_transit_to uuid,
       reserved_at timestamptz,
       deadline date,
       CHECK (in_transit_to IS NULL OR NOT in_stock),
       CHECK (status NOT IN ('DISPOSE', 'LOST', 'ISSUE') OR NOT in_stock),
       CHECK (parent_id <> id),
       FOREIGN KEY (municipality_id, link_code) REFERENCES link_codes (municipality_id, code),
       FOREIGN KEY (municipality_id, batch_id) REFERENCES card_batches (municipality_id, id),
       FOREIGN KEY (municipality_id, parent_id) REFERENCES card_cases (municipality_id, id),
       FOREIGN KEY (municipality_id, first_counter_id) REFERENCES counters (municipality_id, id),
       FOREIGN KEY (municipality_id, counter_id) REFERENCES counters (municipality_id, id),
       FOREIGN KEY (municipality_id, in_transit_to) REFERENCES counters (municipality_id, id)`
    )
    /* one card on its way to a person at a time; one that was handed over, stopped or disposed of is not */
    this.schema.raw(
      `CREATE UNIQUE INDEX card_cases_live ON card_cases (municipality_id, link_code)
        WHERE status NOT IN ('ISSUE', 'VOID', 'DISPOSE', 'REISSUE')`
    )
    this.schema.raw(
      `CREATE UNIQUE INDEX card_cases_by_number ON card_cases (municipality_id, card_number)`
    )
    /* two cases do not go on from the same one */
    this.schema.raw(
      `CREATE UNIQUE INDEX card_cases_by_parent ON card_cases (municipality_id, parent_id)`
    )
    for (const [name, columns] of Object.entries({
      by_code: 'link_code',
      by_time: 'status_at, id',
      by_status: 'status, status_at, id',
      by_counter: 'counter_id, status_at, id',
      by_shelf: 'counter_id, shelf, id',
      by_batch: 'batch_id, id',
    })) {
      this.schema.raw(`CREATE INDEX card_cases_${name} ON card_cases (municipality_id, ${columns})`)
    }
    this.schema.raw(
      `CREATE INDEX card_cases_open ON card_cases (municipality_id, counter_id, status, status_on)
        WHERE status NOT IN ('ISSUE', 'DISPOSE', 'REISSUE')`
    )
    this.schema.raw(
      'CREATE INDEX card_cases_in_stock ON card_cases (municipality_id, counter_id, shelf, id) WHERE in_stock'
    )
    this.schema.raw(
      `CREATE INDEX card_cases_in_transit ON card_cases (municipality_id, in_transit_to, id)
        WHERE in_transit_to IS NOT NULL`
    )
    this.schema.raw('REVOKE DELETE ON card_cases FROM madoguchi_app')
    this.tenantTable(
      'disposal_cases',
      `disposal_id uuid NOT NULL,
       case_id uuid NOT NULL,
       FOREIGN KEY (municipality_id, disposal_id) REFERENCES disposals (municipality_id, id),
       FOREIGN KEY (municipality_id, case_id) REFERENCES card_cases (municipality_id, id)`,
      { key: 'disposal_id, case_id' }
    )
  }

  #events() {
    this.tenantTable(
      'progress_events',
      `case_id uuid NOT NULL,
       /* 1, 2, 3 … of the case: two writers who saw the same history cannot both add to it */
       seq int NOT NULL CHECK (seq > 0),
       code text NOT NULL CHECK (code IN ('CANCEL', ${CODES})),
       variant text,
       cause text,
       /* the event of this case it takes back */
       cancels int,
       /* what the status was, and what the rules of that day said */
       from_code text NOT NULL,
       verdict text NOT NULL CHECK (verdict IN ('normal', 'warn')),
       happened_on date NOT NULL,
       recorded_at timestamptz NOT NULL DEFAULT clock_timestamp(),
       source text NOT NULL CHECK (length(source) BETWEEN 1 AND 40),
       staff_id uuid,
       reason text CHECK (length(reason) BETWEEN 1 AND 300),
       counter_id uuid NOT NULL,
       to_counter_id uuid,
       shelf text,
       mailing_id uuid,
       disposal_id uuid,
       deadline date,
       visit_at timestamptz,
       reference text CHECK (length(reference) BETWEEN 1 AND 40),
       old_card_collected boolean,
       /* the form or run it came from: sent twice, it is there once */
       token uuid,
       CHECK ((code = 'CANCEL') = (cancels IS NOT NULL)),
       CHECK (cancels < seq),
       CHECK (reason IS NOT NULL OR NOT (verdict = 'warn' OR code IN ('CANCEL', 'LOST'))),
       CHECK ((code = 'STORE' AND variant = 'sent') = (to_counter_id IS NOT NULL)),
       CHECK (to_counter_id <> counter_id),
       CHECK ((code = 'DISPOSE') = (disposal_id IS NOT NULL)),
       CHECK (code <> 'RETURN' OR variant IN ('notice', 'card')),
       CHECK (code <> 'NOTIFY' OR (variant IN ('first', 'again', 'reminder') AND deadline IS NOT NULL)),
       CHECK (code <> 'STORE' OR variant IN ('stored', 'shelved', 'sent', 'received')),
       CHECK (code <> 'ISSUE' OR variant IN ('self', 'legal', 'proxy', 'mail')),
       CHECK (code <> 'ISSUE' OR from_code NOT IN ('ISSUE', 'LOST', 'VOID', 'DISPOSE', 'REISSUE')),
       CHECK (code = 'CANCEL' OR from_code <> 'DISPOSE'),
       UNIQUE (municipality_id, case_id, cancels),
       FOREIGN KEY (municipality_id, case_id) REFERENCES card_cases (municipality_id, id),
       FOREIGN KEY (municipality_id, case_id, cancels) REFERENCES progress_events (municipality_id, case_id, seq),
       FOREIGN KEY (municipality_id, staff_id) REFERENCES staff_members (municipality_id, id),
       FOREIGN KEY (municipality_id, counter_id) REFERENCES counters (municipality_id, id),
       FOREIGN KEY (municipality_id, to_counter_id) REFERENCES counters (municipality_id, id),
       FOREIGN KEY (municipality_id, mailing_id) REFERENCES mailings (municipality_id, id),
       FOREIGN KEY (municipality_id, disposal_id) REFERENCES disposals (municipality_id, id)`,
      { key: 'case_id, seq', appendOnly: true }
    )
    this.schema.raw(
      'CREATE UNIQUE INDEX progress_events_by_token ON progress_events (municipality_id, case_id, token) WHERE token IS NOT NULL'
    )
    this.schema.raw(
      'CREATE INDEX progress_events_by_day ON progress_events (municipality_id, code, happened_on, case_id)'
    )
    this.schema.raw(
      'CREATE INDEX progress_events_by_time ON progress_events (municipality_id, recorded_at)'
    )
    this.schema.raw(
      'CREATE INDEX progress_events_by_mailing ON progress_events (municipality_id, mailing_id, case_id) WHERE mailing_id IS NOT NULL'
    )
    this.schema.raw(GUARD)
    this.schema.raw(`
      CREATE TRIGGER progress_events_are_lawful BEFORE INSERT ON progress_events
      FOR EACH ROW EXECUTE FUNCTION guard_progress_event()`)
  }

  /** The ledger of cards in custody. Never corrected: a cancellation is a line of its own. */
  #stock() {
    this.tenantTable(
      'stock_movements',
      `case_id uuid NOT NULL,
       seq int NOT NULL,
       counter_id uuid NOT NULL,
       kind text NOT NULL CHECK (kind IN ('arrival', 'card_return', 'issue', 'disposal', 'transfer', 'loss', 'adjustment')),
       delta int NOT NULL CHECK (delta <> 0),
       moved_on date NOT NULL DEFAULT (now() AT TIME ZONE 'Asia/Tokyo')::date,
       FOREIGN KEY (municipality_id, case_id, seq) REFERENCES progress_events (municipality_id, case_id, seq),
       FOREIGN KEY (municipality_id, counter_id) REFERENCES counters (municipality_id, id)`,
      { key: 'case_id, seq, counter_id, kind', appendOnly: true }
    )
    this.schema.raw(
      'CREATE INDEX stock_movements_by_day ON stock_movements (municipality_id, moved_on) INCLUDE (counter_id, kind, delta)'
    )
  }
}

/**
 * What no municipality's rules and no mistake in the program can get past:
 * the history, with the new event or without the cancelled one, is read once
 * more and must keep the few absolute prohibitions (domain §1.3).
 */
const GUARD = `
CREATE FUNCTION guard_progress_event() RETURNS trigger LANGUAGE plpgsql AS $$
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
    CASE one.code
      WHEN 'ISSUE' THEN
        IF handed_over OR stopped OR lost THEN
          RAISE EXCEPTION 'progress: the card cannot be handed over' USING ERRCODE = 'CP004';
        END IF;
        handed_over := true;
        reserved_on := NULL;
      WHEN 'RETURN' THEN
        IF one.variant = 'card' THEN handed_over := false; END IF;
      WHEN 'ARRIVE' THEN lost := false;
      WHEN 'LOST' THEN lost := true;
      WHEN 'VOID' THEN stopped := true;
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
