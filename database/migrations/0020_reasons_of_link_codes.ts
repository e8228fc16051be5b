import { TenantSchema } from '#app/tenancy/main'

export default class extends TenantSchema {
  /** Why a link code was stopped is a code as well where nothing is held about residents. */
  async up() {
    this.refuseResidentData('link_codes', `NEW.revoked_because !~ '^#[a-z_]+$'`)
  }
}
