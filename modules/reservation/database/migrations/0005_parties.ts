import { TenantSchema } from '#app/tenancy/main'

export default class extends TenantSchema {
  async up() {
    /* Everybody belongs to a party, most to one of their own. */
    this.schema.raw(
      `ALTER TABLE reservations
         ADD COLUMN party_id uuid NOT NULL DEFAULT uuidv7(),
         ADD COLUMN party_position smallint NOT NULL DEFAULT 1 CHECK (party_position BETWEEN 1 AND 10),
         /* one after the other rather than side by side */
         ADD COLUMN consecutive boolean NOT NULL DEFAULT false`
    )
    this.schema.raw('DROP INDEX reservations_by_hold')
    this.schema.raw('DROP INDEX reservations_by_key')
    this.schema.raw(
      `CREATE UNIQUE INDEX reservations_by_hold
           ON reservations (municipality_id, hold_token_hash, party_position)`
    )
    this.schema.raw(
      `CREATE UNIQUE INDEX reservations_by_key
           ON reservations (municipality_id, access_key_hash, party_position)`
    )
    this.schema.raw(
      `CREATE UNIQUE INDEX reservations_by_party
           ON reservations (municipality_id, party_id, party_position)`
    )
  }
}
