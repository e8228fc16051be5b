import { TenantSchema } from '#app/tenancy/main'

export default class extends TenantSchema {
  async up() {
    this.schema.raw(
      `CREATE INDEX accounts_withdrawn ON accounts (municipality_id, settled_at) WHERE state = 'withdrawn'`
    )
    this.refuseResidentData('accounts', 'true')
  }
}
