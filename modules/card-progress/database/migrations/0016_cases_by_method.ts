import { TenantSchema } from '#app/tenancy/main'

export default class extends TenantSchema {
  async up() {
    /* a method few cards have is asked for among hundreds of thousands */
    this.schema.raw(
      `CREATE INDEX card_cases_by_method ON card_cases (municipality_id, method, status_at, id)`
    )
  }
}
