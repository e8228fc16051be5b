import { TenantSchema } from '#app/tenancy/main'

export default class extends TenantSchema {
  /**
   * 返戻, 差戻し and 交付不可 have a cause and nothing else has one; which one is
   * for the program (`progress_codes.ts`), as causes may be added. Events of
   * earlier versions without one stay as they are: no event is ever changed.
   */
  async up() {
    this.schema.raw(
      `ALTER TABLE progress_events ADD CONSTRAINT progress_events_say_why
         CHECK ((code IN ('RETURN', 'SENDBACK', 'VOID')) = (cause IS NOT NULL)) NOT VALID`
    )
  }
}
