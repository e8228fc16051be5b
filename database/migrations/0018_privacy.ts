import { TenantSchema } from '#app/tenancy/main'

export default class extends TenantSchema {
  async up() {
    this.schema.raw(
      `ALTER TABLE municipalities
         /* 住民情報を持たない where false: the platform then refuses whatever would hold any */
         ADD COLUMN holds_resident_data boolean NOT NULL DEFAULT true`
    )
    /*
     * The last guard of a municipality that holds none. The lock is the one a new row's foreign key takes
     * anyway; whoever switches the municipality waits for it, so nothing slips in while it is being looked at.
     */
    this.schema.raw(`
      CREATE FUNCTION refuse_resident_data() RETURNS trigger LANGUAGE plpgsql AS $$
      DECLARE
        holds boolean;
      BEGIN
        SELECT holds_resident_data INTO holds FROM municipalities
         WHERE id = NEW.municipality_id FOR KEY SHARE;
        IF NOT holds THEN
          RAISE EXCEPTION 'municipality % holds no resident data: % takes none', NEW.municipality_id, TG_TABLE_NAME
            USING ERRCODE = 'check_violation', CONSTRAINT = 'no_resident_data';
        END IF;
        RETURN NEW;
      END $$`)
    this.refuseResidentData('mail_messages', 'NEW.sealed IS NOT NULL')
    this.refuseResidentData('inquiries', `NEW.question <> '' OR NEW.answer <> ''`)

    this.tenantTable(
      'deletion_records',
      `/* what was done together: one night, or one person's erasure */
       run_id uuid NOT NULL,
       kind text NOT NULL CHECK (kind IN ('retention', 'person')),
       /* the retention rule, or the module whose records of a person it were */
       what text NOT NULL,
       /* records that ended before this day; NULL for a person's, whatever their age */
       before_day date,
       records int NOT NULL CHECK (records > 0),
       /* NULL where the clock did it */
       done_by uuid,
       recorded_at timestamptz NOT NULL DEFAULT now(),
       CHECK ((kind = 'retention') = (before_day IS NOT NULL)),
       FOREIGN KEY (municipality_id, done_by) REFERENCES staff_members (municipality_id, id)`,
      { appendOnly: true }
    )
    this.schema.raw(
      'CREATE INDEX deletion_records_by_time ON deletion_records (municipality_id, recorded_at DESC)'
    )
  }
}
