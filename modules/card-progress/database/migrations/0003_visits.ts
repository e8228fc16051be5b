import { TenantSchema } from '#app/tenancy/main'

export default class extends TenantSchema {
  /**
   * What cards were told of reservations. The key is what keeps a message told
   * twice from being recorded twice, even by two processes at once. There is
   * no foreign key to the reservation: it is another module's, which may be
   * in another deployment.
   */
  async up() {
    this.tenantTable(
      'visit_steps',
      `reservation_id uuid NOT NULL,
       code text NOT NULL CHECK (code IN ('RESERVE', 'RESV_CANCEL', 'VISIT', 'NOSHOW')),
       /* counts the times it was booked for */
       round int NOT NULL CHECK (round > 0),
       case_id uuid NOT NULL,
       /* the event, or why there is none */
       seq int,
       refused text,
       visit_at timestamptz NOT NULL,
       reception_number int NOT NULL,
       noted_at timestamptz NOT NULL DEFAULT now(),
       CHECK ((seq IS NULL) = (refused IS NOT NULL)),
       FOREIGN KEY (municipality_id, case_id) REFERENCES card_cases (municipality_id, id),
       FOREIGN KEY (municipality_id, case_id, seq) REFERENCES progress_events (municipality_id, case_id, seq)`,
      { key: 'reservation_id, code, round', appendOnly: true }
    )
    this.schema.raw(
      'CREATE INDEX visit_steps_by_case ON visit_steps (municipality_id, case_id, seq)'
    )
  }
}
