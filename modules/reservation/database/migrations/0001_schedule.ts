import { TenantSchema } from '#app/tenancy/main'

export default class extends TenantSchema {
  async up() {
    this.tenantTable(
      'opening_hours',
      `counter_id uuid NOT NULL,
       /* ISO: 1 Monday … 7 Sunday */
       weekday smallint NOT NULL CHECK (weekday BETWEEN 1 AND 7),
       opens time NOT NULL,
       closes time NOT NULL,
       unit_minutes smallint NOT NULL CHECK (unit_minutes BETWEEN 5 AND 120),
       capacity smallint NOT NULL CHECK (capacity BETWEEN 1 AND 999),
       valid_from date,
       valid_until date,
       CHECK (opens < closes),
       CHECK (valid_from <= valid_until),
       FOREIGN KEY (municipality_id, counter_id) REFERENCES counters (municipality_id, id)`
    )
    this.tenantTable(
      'excluded_times',
      `counter_id uuid NOT NULL,
       starts time NOT NULL,
       ends time NOT NULL,
       CHECK (starts < ends),
       FOREIGN KEY (municipality_id, counter_id) REFERENCES counters (municipality_id, id)`
    )
    this.tenantTable(
      'closed_days',
      `/* NULL closes every counter */
       counter_id uuid,
       day date NOT NULL,
       reason text NOT NULL,
       UNIQUE NULLS NOT DISTINCT (municipality_id, counter_id, day),
       FOREIGN KEY (municipality_id, counter_id) REFERENCES counters (municipality_id, id)`
    )
    this.tenantTable(
      'slots',
      `counter_id uuid NOT NULL,
       visit_date date NOT NULL,
       starts_at timestamptz NOT NULL,
       ends_at timestamptz NOT NULL,
       capacity smallint NOT NULL,
       taken smallint NOT NULL DEFAULT 0,
       CHECK (taken BETWEEN 0 AND capacity),
       CHECK (starts_at < ends_at),
       UNIQUE (municipality_id, counter_id, starts_at),
       /* lets a reservation's own counter and day be checked against its slot */
       UNIQUE (municipality_id, id, counter_id, visit_date),
       FOREIGN KEY (municipality_id, counter_id) REFERENCES counters (municipality_id, id)`
    )
    this.schema.raw('CREATE INDEX slots_by_day ON slots (municipality_id, visit_date, starts_at)')
    this.schema.raw('ALTER TABLE slots SET (fillfactor = 70)')
  }
}
