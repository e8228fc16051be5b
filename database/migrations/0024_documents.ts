import { TenantSchema } from '#app/tenancy/main'

export default class extends TenantSchema {
  async up() {
    /* 印刷の一覧: every document of the last days; a row goes with its file */
    this.tenantTable(
      'documents',
      `title text NOT NULL,
       /* what it is about: the period, the counter */
       facts text[] NOT NULL,
       file_name text NOT NULL,
       /* what somebody must be allowed to do to see that it is there, and to open it */
       permission text NOT NULL,
       state text NOT NULL CHECK (state IN ('waiting', 'making', 'done', 'cancelled', 'failed')),
       /* what a worker makes it of; nothing when it is made at once */
       order_sealed text,
       pages int,
       /* nothing when it is not kept */
       pdf_sealed text,
       made_by uuid NOT NULL,
       created_at timestamptz NOT NULL DEFAULT now(),
       /* when somebody was last at it */
       touched_at timestamptz NOT NULL DEFAULT now(),
       ended_at timestamptz,
       FOREIGN KEY (municipality_id, made_by) REFERENCES staff_members (municipality_id, id),
       CHECK ((state = 'done') = (pages IS NOT NULL)),
       CHECK ((state IN ('waiting', 'making')) = (ended_at IS NULL)),
       CHECK (order_sealed IS NULL OR ended_at IS NULL),
       CHECK (pdf_sealed IS NULL OR state = 'done')`
    )
    this.schema.raw(
      'CREATE INDEX documents_by_time ON documents (municipality_id, created_at DESC)'
    )
    this.schema.raw(
      'CREATE INDEX documents_by_maker ON documents (municipality_id, made_by, created_at DESC)'
    )
    this.schema.raw(
      'CREATE INDEX documents_being_made ON documents (municipality_id, touched_at) WHERE ended_at IS NULL'
    )
  }
}
