import { TenantSchema } from '#app/tenancy/main'

export default class extends TenantSchema {
  async up() {
    /* What a counter does otherwise than the municipality's settings say; NULL for what it does not. */
    this.tenantTable(
      'counter_rules',
      `counter_id uuid NOT NULL,
       opens_at timestamptz,
       closes_at timestamptz,
       days_ahead smallint CHECK (days_ahead BETWEEN 1 AND 366),
       days_before smallint CHECK (days_before BETWEEN 0 AND 60),
       change_days_before smallint CHECK (change_days_before BETWEEN 0 AND 60),
       cancel_days_before smallint CHECK (cancel_days_before BETWEEN 0 AND 60),
       CHECK (opens_at < closes_at),
       FOREIGN KEY (municipality_id, counter_id) REFERENCES counters (municipality_id, id)`,
      { key: 'counter_id' }
    )
  }
}
