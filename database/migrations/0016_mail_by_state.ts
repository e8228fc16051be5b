import { TenantSchema } from '#app/tenancy/main'

export default class extends TenantSchema {
  async up() {
    /* 「送れなかったもの」 and its count, without reading what a year has sent. */
    this.schema.raw(
      'CREATE INDEX mail_messages_by_state ON mail_messages (municipality_id, state, created_at DESC)'
    )
  }
}
