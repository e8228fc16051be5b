import { TenantSchema } from '#app/tenancy/main'

export default class extends TenantSchema {
  async up() {
    this.tenantTable(
      'mail_messages',
      `template text NOT NULL,
       state text NOT NULL CHECK (state IN ('queued', 'sent', 'kept', 'refused', 'failed')),
       /* recipient and text, encrypted; emptied once the message has left, or is too old to be of use */
       sealed text,
       /* keyed hash, so that messages to one person can be counted without knowing whom */
       recipient_hash bytea NOT NULL,
       attempts int NOT NULL DEFAULT 0,
       last_error text,
       created_at timestamptz NOT NULL DEFAULT now(),
       settled_at timestamptz,
       CHECK (state <> 'queued' OR sealed IS NOT NULL)`
    )
    this.schema.raw(
      'CREATE INDEX mail_messages_by_time ON mail_messages (municipality_id, created_at DESC)'
    )
    this.schema.raw(
      'CREATE INDEX mail_messages_by_recipient ON mail_messages (municipality_id, recipient_hash, created_at)'
    )
  }
}
