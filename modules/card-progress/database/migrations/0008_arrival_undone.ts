import { TenantSchema } from '#app/tenancy/main'

export default class extends TenantSchema {
  /** Cards are told of arrivals taken back. */
  async up() {
    this.schema.raw(
      `ALTER TABLE visit_steps
         DROP CONSTRAINT visit_steps_code_check,
         ADD CONSTRAINT visit_steps_code_check
           CHECK (code IN ('RESERVE', 'RESV_CANCEL', 'VISIT', 'VISIT_UNDONE', 'NOSHOW'))`
    )
  }
}
