import { TenantSchema } from '#app/tenancy/main'

export default class extends TenantSchema {
  async up() {
    /* Publishing asks whether a closure remembers a slot before it removes it. */
    this.schema.raw(
      'CREATE INDEX closure_parties_by_slot ON closure_parties (municipality_id, slot_id)'
    )
  }
}
