import { TenantSchema } from '#app/tenancy/main'

export default class extends TenantSchema {
  async up() {
    this.schema.raw(
      `ALTER TABLE reservations
         /* of what somebody comes for, typed in the form; of a party it is the first person's */
         ADD COLUMN link_code text CHECK (link_code ~ '^[2-9A-HJ-NP-Z]{12}$'),
         DROP CONSTRAINT reservations_anonymised,
         ADD CONSTRAINT reservations_anonymised
           CHECK (anonymised_at IS NULL
                  OR num_nonnulls(draft, contact, booker_id, handling_note, access_key_hash, hold_token_hash,
                                  link_code) = 0)`
    )
    this.schema.raw(
      `CREATE INDEX reservations_by_link_code ON reservations (municipality_id, link_code)
        WHERE link_code IS NOT NULL`
    )

    /* Where and when a link code may be booked, as the other deployment said last. */
    this.tenantTable(
      'received_windows',
      `link_code text NOT NULL,
       /* NULL: there is nothing to come for (any more) */
       counter_id uuid,
       from_day date,
       until_day date,
       file_id uuid NOT NULL,
       received_at timestamptz NOT NULL DEFAULT now(),
       FOREIGN KEY (municipality_id, counter_id) REFERENCES counters (municipality_id, id)`,
      { key: 'link_code' }
    )
    /* How a reservation stood when a file told it. */
    this.tenantTable(
      'told_reservations',
      `reservation_id uuid NOT NULL,
       state text NOT NULL,
       starts_at timestamptz NOT NULL,
       counter_id uuid NOT NULL,
       FOREIGN KEY (municipality_id, reservation_id) REFERENCES reservations (municipality_id, id)`,
      { key: 'reservation_id' }
    )
  }
}
