import { TenantSchema } from '#app/tenancy/main'

export default class extends TenantSchema {
  async up() {
    this.tenantTable(
      'print_sheets',
      `name text NOT NULL,
       /* millimetres */
       width double precision NOT NULL CHECK (width > 0),
       height double precision NOT NULL CHECK (height > 0),
       columns int NOT NULL CHECK (columns > 0),
       rows int NOT NULL CHECK (rows > 0),
       left_edge double precision NOT NULL,
       top_edge double precision NOT NULL,
       UNIQUE (municipality_id, name)`
    )
    this.tenantTable(
      'print_printers',
      `name text NOT NULL,
       /* millimetres to the right and down by which it prints better */
       offset_x double precision NOT NULL,
       offset_y double precision NOT NULL,
       UNIQUE (municipality_id, name)`
    )
    this.tenantTable(
      'print_jobs',
      `kind text NOT NULL CHECK (kind IN ('labels')),
       state text NOT NULL DEFAULT 'waiting'
         CHECK (state IN ('waiting', 'printing', 'done', 'cancelled', 'failed')),
       /* sheet, offset, start, order, marks: how, and nothing about whom */
       layout jsonb NOT NULL,
       chosen_by text NOT NULL,
       /* conditions of a search are about persons: encrypted, and gone with the files */
       selection_sealed text,
       created_by uuid NOT NULL,
       created_at timestamptz NOT NULL DEFAULT now(),
       /* NULL until the addresses were read */
       total int,
       printed int NOT NULL DEFAULT 0,
       held_back int NOT NULL DEFAULT 0,
       without_barcode int NOT NULL DEFAULT 0,
       ended_at timestamptz,
       /* when the files and the list of persons are removed; who printed how many stays */
       kept_until timestamptz NOT NULL,
       removed_at timestamptz,
       FOREIGN KEY (municipality_id, created_by) REFERENCES staff_members (municipality_id, id)`
    )
    this.schema.raw(
      'CREATE INDEX print_jobs_by_time ON print_jobs (municipality_id, created_at DESC)'
    )
    this.tenantTable(
      'print_records',
      `job_id uuid NOT NULL,
       /* in the order in which they are printed; those held back come last */
       position int NOT NULL,
       resident_id uuid NOT NULL,
       /* the part it is in; NULL while it waits and when it was held back */
       part int,
       held_back boolean NOT NULL DEFAULT false,
       /* why, with the characters: part of a name, so encrypted */
       why_sealed text,
       FOREIGN KEY (municipality_id, job_id) REFERENCES print_jobs (municipality_id, id),
       CHECK (held_back = (why_sealed IS NOT NULL)),
       CHECK (NOT (held_back AND part IS NOT NULL))`,
      { key: 'job_id, position' }
    )
    this.schema.raw(
      `CREATE INDEX print_records_held_back ON print_records (municipality_id, job_id, position)
        WHERE held_back`
    )
    this.tenantTable(
      'print_parts',
      `job_id uuid NOT NULL,
       number int NOT NULL,
       labels int NOT NULL,
       pages int NOT NULL,
       /* a PDF full of addresses */
       pdf_sealed text NOT NULL,
       FOREIGN KEY (municipality_id, job_id) REFERENCES print_jobs (municipality_id, id)`,
      { key: 'job_id, number' }
    )
  }
}
