import { TenantSchema } from '#app/tenancy/main'

export default class extends TenantSchema {
  async up() {
    /*
     * A seat is written in the statement that writes its reservation, which is never deleted, so the key
     * guards nothing the statement does not. Its check is planned once per connection, while the table is
     * small, and then reads every reservation of the municipality at each booking of a rush. Reconciliation
     * finds a seat without a reservation.
     */
    this.schema.raw(
      'ALTER TABLE reservation_seats DROP CONSTRAINT reservation_seats_municipality_id_reservation_id_fkey'
    )
  }
}
