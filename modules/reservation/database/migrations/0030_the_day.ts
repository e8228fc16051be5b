import { TenantSchema } from '#app/tenancy/main'

export default class extends TenantSchema {
  async up() {
    this.schema.raw(`
      ALTER TABLE reservations
        ADD COLUMN old_card_collected boolean NOT NULL DEFAULT false,
        /* 対応内容: one of the municipality's words, and what else is worth knowing */
        ADD COLUMN handling text CHECK (length(handling) <= 60),
        ADD COLUMN handling_note text CHECK (length(handling_note) <= 1000),
        ADD COLUMN handled_by uuid,
        ADD COLUMN handled_at timestamptz,
        ADD FOREIGN KEY (municipality_id, handled_by) REFERENCES staff_members (municipality_id, id),
        ADD CHECK ((handled_by IS NULL) = (handled_at IS NULL))`)
    this.schema.raw(
      `CREATE INDEX reservations_expected ON reservations (municipality_id, visit_date, counter_id)
        WHERE state = 'reserved'`
    )
  }
}
