import { TenantSchema } from '#app/tenancy/main'

export default class extends TenantSchema {
  async up() {
    /**
     * Link codes: random, derived from nothing about anybody, and never given
     * twice, so a row is never deleted. What a code stands for is told by
     * whichever module uses it.
     */
    this.tenantTable(
      'link_codes',
      `code text NOT NULL CHECK (code COLLATE "C" ~ '^[2-9A-HJ-NP-Z]{12}$'),
       state text NOT NULL DEFAULT 'active' CHECK (state IN ('active', 'revoked')),
       issued_at timestamptz NOT NULL DEFAULT now(),
       /* NULL where no member of staff did it */
       issued_by uuid,
       /* codes issued together have it in common */
       run_id uuid NOT NULL,
       revoked_at timestamptz,
       revoked_by uuid,
       revoked_because text,
       /* the code that stopped working when this one was issued in its place */
       replaces text,
       CHECK ((state = 'revoked') = (revoked_at IS NOT NULL)),
       CHECK (state = 'revoked' OR (revoked_by IS NULL AND revoked_because IS NULL)),
       CHECK (replaces <> code),
       /* a code is replaced once: of two who re-issue it one is refused */
       UNIQUE (municipality_id, replaces),
       FOREIGN KEY (municipality_id, replaces) REFERENCES link_codes (municipality_id, code),
       FOREIGN KEY (municipality_id, issued_by) REFERENCES staff_members (municipality_id, id),
       FOREIGN KEY (municipality_id, revoked_by) REFERENCES staff_members (municipality_id, id)`,
      { key: 'code' }
    )
    this.schema.raw('CREATE INDEX link_codes_by_run ON link_codes (municipality_id, run_id)')
    this.schema.raw('REVOKE DELETE ON link_codes FROM madoguchi_app')
  }
}
