import { TenantSchema } from '#app/tenancy/main'

export default class extends TenantSchema {
  async up() {
    this.tenantTable(
      'maintenance_notices',
      `/* when the service rests, and from when people are told */
       starts_at timestamptz NOT NULL,
       ends_at timestamptz NOT NULL,
       shown_from timestamptz NOT NULL,
       for_residents boolean NOT NULL,
       /* what to add to the sentence with the times; Japanese, as the municipality writes it */
       note text,
       created_at timestamptz NOT NULL DEFAULT now(),
       withdrawn_at timestamptz,
       CHECK (starts_at < ends_at),
       CHECK (shown_from < starts_at)`
    )
    this.schema.raw(
      'CREATE INDEX maintenance_notices_by_end ON maintenance_notices (municipality_id, ends_at DESC)'
    )
    this.readableByDirectory('maintenance_notices')

    this.tenantTable(
      'inquiries',
      `number int NOT NULL,
       received_on date NOT NULL,
       counter_id uuid,
       category text NOT NULL CHECK (category IN ('guidance', 'failure', 'request', 'other')),
       channel text NOT NULL CHECK (channel IN ('phone', 'mail', 'counter')),
       question text NOT NULL,
       answer text,
       state text NOT NULL CHECK (state IN ('open', 'answered', 'closed')),
       /* raised with every change: who changes says which one they saw */
       version int NOT NULL DEFAULT 1,
       created_at timestamptz NOT NULL DEFAULT now(),
       updated_at timestamptz NOT NULL DEFAULT now(),
       CHECK (state = 'open' OR answer IS NOT NULL),
       UNIQUE (municipality_id, number),
       FOREIGN KEY (municipality_id, counter_id) REFERENCES counters (municipality_id, id)`
    )
    this.schema.raw(
      'CREATE INDEX inquiries_by_day ON inquiries (municipality_id, received_on DESC, number DESC)'
    )
  }
}
