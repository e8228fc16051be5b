import { TenantSchema } from '#app/tenancy/main'

export default class extends TenantSchema {
  async up() {
    /* messages whose text is still there are few beside what a year has sent */
    this.schema.raw(
      `CREATE INDEX mail_messages_with_text ON mail_messages (municipality_id) WHERE sealed IS NOT NULL`
    )
  }
}
