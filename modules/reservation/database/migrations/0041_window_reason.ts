import { TenantSchema } from '#app/tenancy/main'

export default class extends TenantSchema {
  /** Why staff booked a visit at a counter or on a day at which the card is not to be had. */
  async up() {
    this.schema.raw(
      `ALTER TABLE reservations ADD COLUMN window_reason text
         CHECK (window_reason IN ('card_moves', 'card_expected', 'deadline_extended',
                                  'other_business', 'asked'))`
    )
  }
}
