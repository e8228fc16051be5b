import { TenantSchema } from '#app/tenancy/main'

export default class extends TenantSchema {
  async up() {
    /** A row is a second factor in use; who has none, or had it reset, has no row. */
    this.tenantTable(
      'staff_second_factors',
      `staff_id uuid NOT NULL,
       /* what the authenticator and we share, encrypted under APP_KEY */
       sealed_secret text NOT NULL,
       /* time step of the last code accepted: a code works once */
       last_step bigint NOT NULL,
       /* keyed hashes of the recovery codes not used yet */
       recovery_hashes bytea[] NOT NULL,
       enrolled_at timestamptz NOT NULL DEFAULT now(),
       FOREIGN KEY (municipality_id, staff_id) REFERENCES staff_members (municipality_id, id)`,
      { key: 'staff_id' }
    )
  }
}
