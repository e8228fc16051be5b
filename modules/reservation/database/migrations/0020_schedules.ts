import { TenantSchema } from '#app/tenancy/main'

export default class extends TenantSchema {
  async up() {
    /* Without a counter: the municipality's own hours, which a counter follows until it has some. */
    this.schema.raw(
      `ALTER TABLE opening_hours
         ALTER COLUMN counter_id DROP NOT NULL,
         /* how the capacity came about, where it was said as desks and visits a desk takes at a time */
         ADD COLUMN desks smallint CHECK (desks BETWEEN 1 AND 99),
         ADD COLUMN per_desk smallint CHECK (per_desk BETWEEN 1 AND 99),
         ADD CHECK ((desks IS NULL) = (per_desk IS NULL)),
         ADD CHECK (desks * per_desk = capacity)`
    )
    this.schema.raw(
      `ALTER TABLE excluded_times
         ALTER COLUMN counter_id DROP NOT NULL,
         /* every day of the week when NULL */
         ADD COLUMN weekday smallint CHECK (weekday BETWEEN 1 AND 7),
         ADD COLUMN valid_from date,
         ADD COLUMN valid_until date,
         ADD CHECK (valid_from <= valid_until)`
    )
    this.tenantTable(
      'exceptional_days',
      `counter_id uuid NOT NULL,
       day date NOT NULL,
       /* other hours, or an extra opening; NULL where only the capacity is another */
       opens time,
       closes time,
       unit_minutes smallint CHECK (unit_minutes BETWEEN 5 AND 120),
       capacity smallint NOT NULL CHECK (capacity BETWEEN 1 AND 999),
       CHECK (opens < closes),
       CHECK ((opens IS NULL) = (closes IS NULL)),
       CHECK (opens IS NULL OR unit_minutes IS NOT NULL),
       FOREIGN KEY (municipality_id, counter_id) REFERENCES counters (municipality_id, id)`,
      { key: 'counter_id, day' }
    )
    this.schema.raw(
      `ALTER TABLE slots
         /* what the capacity is to be once enough of those who have a seat have left; NULL where it is that */
         ADD COLUMN wanted_capacity smallint,
         ADD CHECK (wanted_capacity >= 0 AND wanted_capacity < capacity),
         /* its capacity was set for this slot alone: publishing leaves it */
         ADD COLUMN by_hand boolean NOT NULL DEFAULT false`
    )
  }
}
