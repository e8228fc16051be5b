import { TenantSchema } from '#app/tenancy/main'

export default class extends TenantSchema {
  async up() {
    /** Numbers what is stored together; drawn by whoever stores, so that no two share a row of grams. */
    this.schema.raw('CREATE SEQUENCE resident_batches AS int')
    this.schema.raw('GRANT USAGE ON SEQUENCE resident_batches TO madoguchi_app')
    /** The batch and the place in it (batch × 65,536 + place); nothing for whom no gram finds. */
    this.schema.raw('ALTER TABLE residents ADD COLUMN place bigint')
    this.schema.raw(
      `CREATE UNIQUE INDEX residents_by_place ON residents (municipality_id, place)
        WHERE place IS NOT NULL`
    )
    /**
     * Whoever is stored already has to be indexed anew: no key has the id 0.
     * As a change of the column and not of its rows, because row level security
     * hides the rows from the owner too.
     */
    this.schema.raw('ALTER TABLE residents ALTER COLUMN key_id TYPE int USING 0')

    /**
     * One or two characters of a name, a フリガナ or an address, as a keyed
     * hash, and the places in one batch of everybody who has them: two bytes
     * each, ascending. One row for each resident took ten times as long to
     * write. No foreign key: a place nobody has any more finds nobody.
     */
    this.schema.raw('DROP TABLE resident_grams')
    this.tenantTable(
      'resident_grams',
      `gram bigint NOT NULL,
       batch int NOT NULL,
       places bytea NOT NULL`,
      { key: 'gram, batch' }
    )
  }
}
