import { TenantSchema } from '#app/tenancy/main'

export default class extends TenantSchema {
  async up() {
    /* What was typed before confirming, encrypted; it is gone once the reservation stands or the form is old. */
    this.schema.raw('ALTER TABLE reservations ADD COLUMN draft text')
    this.schema.raw(
      `CREATE INDEX reservations_drafts ON reservations (municipality_id, created_at) WHERE draft IS NOT NULL`
    )
  }
}
