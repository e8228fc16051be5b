import { TenantSchema } from '#app/tenancy/main'

export default class extends TenantSchema {
  async up() {
    this.tenantTable(
      'resident_imports',
      `state text NOT NULL DEFAULT 'mapping' CHECK (state IN
         ('mapping', 'checking', 'checked', 'writing', 'done', 'refused', 'cancelled')),
       encoding text NOT NULL,
       /* header, and which column is what; encrypted, because a file without a header has somebody in its first line */
       columns_sealed text NOT NULL,
       staff_id uuid NOT NULL,
       staff_login text NOT NULL,
       /* all or nothing; otherwise every line that is not wrong */
       whole boolean,
       file_pieces int NOT NULL,
       checked_pieces int NOT NULL DEFAULT 0,
       /* pieces of lines ready to be written, and how many are */
       row_pieces int NOT NULL DEFAULT 0,
       written_pieces int NOT NULL DEFAULT 0,
       lines int NOT NULL DEFAULT 0,
       new_lines int NOT NULL DEFAULT 0,
       changed_lines int NOT NULL DEFAULT 0,
       same_lines int NOT NULL DEFAULT 0,
       wrong_lines int NOT NULL DEFAULT 0,
       written_new int NOT NULL DEFAULT 0,
       written_changed int NOT NULL DEFAULT 0,
       refused_line int,
       refused_reason text,
       created_at timestamptz NOT NULL DEFAULT now(),
       /* when somebody was last at it: work nobody is at any more is taken up again */
       touched_at timestamptz NOT NULL DEFAULT now(),
       ended_at timestamptz,
       FOREIGN KEY (municipality_id, staff_id) REFERENCES staff_members (municipality_id, id)`
    )
    this.schema.raw(
      'CREATE INDEX resident_imports_by_time ON resident_imports (municipality_id, created_at DESC)'
    )

    /** The file as it came, then its lines as they were read, encrypted; gone as soon as the import ends. */
    this.tenantTable(
      'resident_import_pieces',
      `import_id uuid NOT NULL,
       kind text NOT NULL CHECK (kind IN ('file', 'rows')),
       n int NOT NULL,
       sealed text NOT NULL,
       FOREIGN KEY (municipality_id, import_id) REFERENCES resident_imports (municipality_id, id)`,
      { key: 'import_id, kind, n' }
    )

    /** What is wrong in which line; the sentence names columns and rules, never what stands there. */
    this.tenantTable(
      'resident_import_mistakes',
      `import_id uuid NOT NULL,
       line int NOT NULL,
       n int NOT NULL,
       column_at int,
       sentence text NOT NULL,
       FOREIGN KEY (municipality_id, import_id) REFERENCES resident_imports (municipality_id, id)`,
      { key: 'import_id, line, n' }
    )

    /** 列の対応: what a column of this name was the last time. The name as a keyed hash, for the same reason. */
    this.tenantTable(
      'resident_import_columns',
      `header_token bigint NOT NULL,
       target text NOT NULL`,
      { key: 'header_token' }
    )
  }
}
