import { TenantSchema } from '#app/tenancy/main'

export default class extends TenantSchema {
  /** Whether somebody with such a visit comes to receive a card: so it was meant before there was a choice. */
  async up() {
    this.schema.raw(
      'ALTER TABLE procedure_types ADD COLUMN collects_card boolean NOT NULL DEFAULT true'
    )
  }
}
