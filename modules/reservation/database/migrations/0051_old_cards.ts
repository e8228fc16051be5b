import { TenantSchema } from '#app/tenancy/main'

/** 住基カード回収一覧 asks for a few of the visits of months, by what was answered. */
export default class extends TenantSchema {
  async up() {
    this.schema.raw(
      `CREATE INDEX reservations_old_cards ON reservations (municipality_id, visit_date, starts_at)
         INCLUDE (counter_id, state)
         WHERE answers ->> 'old_card' = 'yes' OR old_card_collected`
    )
  }
}
