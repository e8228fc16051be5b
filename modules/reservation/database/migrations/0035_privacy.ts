import { TenantSchema } from '#app/tenancy/main'

export default class extends TenantSchema {
  async up() {
    /*
     * After its time a reservation is a number in a statistic: when and where, what became of it and what was
     * chosen. Whoever still has the key opens nothing with it.
     */
    this.schema.raw(
      `ALTER TABLE reservations
         ADD COLUMN anonymised_at timestamptz,
         DROP CONSTRAINT reservations_confirmed,
         ADD CONSTRAINT reservations_confirmed
           CHECK (state IN ('held', 'lapsed')
                  OR (reception_number IS NOT NULL AND reserved_at IS NOT NULL
                      AND (walk_in OR anonymised_at IS NOT NULL OR access_key_hash IS NOT NULL))),
         ADD CONSTRAINT reservations_anonymised
           CHECK (anonymised_at IS NULL
                  OR num_nonnulls(draft, contact, booker_id, handling_note, access_key_hash, hold_token_hash) = 0)`
    )
    this.schema.raw(
      `CREATE INDEX reservations_to_anonymise ON reservations (municipality_id, visit_date)
        WHERE anonymised_at IS NULL`
    )
    this.schema.raw(
      'CREATE INDEX waitlist_by_day ON waitlist_entries (municipality_id, visit_date)'
    )
    this.refuseResidentData(
      'reservations',
      `num_nonnulls(NEW.contact, NEW.booker_id, NEW.handling_note) > 0
       OR jsonb_exists_any(NEW.answers, ARRAY['name', 'kana', 'sex', 'birthday', 'postal_code', 'address',
                                              'phone', 'contact_phone', 'fax', 'email'])`
    )
    this.refuseResidentData('waitlist_entries', 'NEW.sealed_address IS NOT NULL')
  }
}
