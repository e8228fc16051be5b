import { TenantSchema } from '#app/tenancy/main'

export default class extends TenantSchema {
  async up() {
    /** A municipality's 町域 as 日本郵便 has them now. At most one; without it, what is shipped is used. */
    this.tenantTable(
      'resident_town_tables',
      `file_name text NOT NULL,
       /* the municipality's own: [{ postalCode, prefecture, city, town }] */
       places jsonb NOT NULL,
       lines int NOT NULL,
       added int NOT NULL,
       gone int NOT NULL,
       /* how many lines could not be read, and where the first of them are */
       unreadable int NOT NULL,
       unreadable_lines int[] NOT NULL,
       staff_id uuid NOT NULL,
       staff_login text NOT NULL,
       created_at timestamptz NOT NULL DEFAULT now(),
       UNIQUE (municipality_id),
       FOREIGN KEY (municipality_id, staff_id) REFERENCES staff_members (municipality_id, id)`
    )
  }
}
