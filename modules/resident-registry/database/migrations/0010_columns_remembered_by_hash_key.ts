import { TenantSchema } from '#app/tenancy/main'

export default class extends TenantSchema {
  async up() {
    /** Names are hashed under HASH_KEY from now on, which stays when APP_KEY changes: what is here finds nothing any more. */
    this.schema.raw('TRUNCATE resident_import_columns')
  }
}
