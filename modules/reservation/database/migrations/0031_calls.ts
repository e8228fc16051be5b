import { TenantSchema } from '#app/tenancy/main'

export default class extends TenantSchema {
  async up() {
    this.tenantTable(
      'calls',
      `reservation_id uuid NOT NULL,
       counter_id uuid NOT NULL,
       visit_date date NOT NULL,
       reception_number int NOT NULL,
       desk text NOT NULL CHECK (length(desk) BETWEEN 1 AND 10),
       called_by uuid NOT NULL,
       /* the latest time; somebody who does not come is called again */
       called_at timestamptz NOT NULL DEFAULT now(),
       /* nobody is called twice by two clerks */
       UNIQUE (municipality_id, reservation_id),
       FOREIGN KEY (municipality_id, reservation_id) REFERENCES reservations (municipality_id, id),
       FOREIGN KEY (municipality_id, counter_id) REFERENCES counters (municipality_id, id),
       FOREIGN KEY (municipality_id, called_by) REFERENCES staff_members (municipality_id, id)`
    )
    this.schema.raw(
      'CREATE INDEX calls_by_counter ON calls (municipality_id, counter_id, visit_date, called_at DESC)'
    )
  }
}
