import { TenantSchema } from '#app/tenancy/main'

export default class extends TenantSchema {
  async up() {
    this.tenantTable(
      'staff_members',
      `login_id text NOT NULL,
       name text NOT NULL,
       email text,
       role text NOT NULL,
       password_hash text NOT NULL,
       /* 仮パスワード: works once, then an own one must be chosen */
       password_is_temporary boolean NOT NULL,
       suspended boolean NOT NULL DEFAULT false,
       valid_from date,
       valid_until date,
       failed_sign_ins int NOT NULL DEFAULT 0,
       locked_until timestamptz,
       last_signed_in_at timestamptz,
       created_at timestamptz NOT NULL DEFAULT now(),
       CHECK (valid_from <= valid_until),
       UNIQUE (municipality_id, login_id)`
    )
    this.tenantTable(
      'staff_counters',
      `staff_id uuid NOT NULL,
       counter_id uuid NOT NULL,
       FOREIGN KEY (municipality_id, staff_id) REFERENCES staff_members (municipality_id, id),
       FOREIGN KEY (municipality_id, counter_id) REFERENCES counters (municipality_id, id)`,
      { key: 'staff_id, counter_id' }
    )
    this.tenantTable(
      'role_permissions',
      `role text NOT NULL,
       permission text NOT NULL,
       allowed boolean NOT NULL`,
      { key: 'role, permission' }
    )
  }
}
