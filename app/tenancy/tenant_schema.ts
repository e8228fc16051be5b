import { BaseSchema } from '@adonisjs/lucid/schema'

/** What the policy compares with: empty text, not NULL, after the setting's first use on a pooled connection. */
const CURRENT = `nullif(current_setting('app.municipality_id', true), '')::int`

/**
 * The migration every tenant table is made with. A table gets
 * `municipality_id`, a primary key that begins with it, forced row level
 * security, and the app role's rights; foreign keys written in `columns` must
 * be composite too, because PostgreSQL checks them past row level security.
 */
export abstract class TenantSchema extends BaseSchema {
  /**
   * @param name the table
   * @param columns SQL of its own columns and constraints, after `municipality_id` and `id`
   * @param options.key SQL of the rest of the primary key, when it is not a uuid `id`
   * @param options.appendOnly the app role may only insert and read, and a trigger refuses the rest to everyone
   */
  protected tenantTable(
    name: string,
    columns: string,
    options: { key?: string; appendOnly?: boolean } = {}
  ) {
    const id = options.key ? '' : 'id uuid NOT NULL DEFAULT uuidv7(),'
    this.schema.raw(`
      CREATE TABLE ${name} (
        municipality_id int NOT NULL REFERENCES municipalities (id),
        ${id}
        ${columns.trim().replace(/,$/, '')},
        PRIMARY KEY (municipality_id, ${options.key ?? 'id'})
      )`)
    this.forceRowSecurity(name, 'municipality_id')
    this.schema.raw(
      options.appendOnly
        ? `GRANT SELECT, INSERT ON ${name} TO madoguchi_app`
        : `GRANT SELECT, INSERT, UPDATE, DELETE ON ${name} TO madoguchi_app`
    )
    if (options.appendOnly) {
      this.schema.raw(`
        CREATE TRIGGER ${name}_is_append_only BEFORE UPDATE OR DELETE ON ${name}
        FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()`)
    }
  }

  /** Shows and takes only rows of the municipality the transaction is in, to the table's owner as well. */
  protected forceRowSecurity(table: string, column: string) {
    this.schema.raw(`ALTER TABLE ${table} ENABLE ROW LEVEL SECURITY`)
    this.schema.raw(`ALTER TABLE ${table} FORCE ROW LEVEL SECURITY`)
    this.schema.raw(`
      CREATE POLICY own_municipality ON ${table}
      USING (${column} = ${CURRENT}) WITH CHECK (${column} = ${CURRENT})`)
  }

  /**
   * Refuses rows that hold residents' data where the municipality holds none
   * (住民情報を持たない): the last guard behind pages and actions.
   *
   * @param when SQL of what makes a row such a one, about `NEW`
   * @param columns those whose change is looked at, where a row from before may stay as it is
   */
  protected refuseResidentData(table: string, when: string, columns?: string) {
    const change = columns ? `UPDATE OF ${columns}` : 'UPDATE'
    this.schema.raw(`
      CREATE TRIGGER ${table}_no_resident_data BEFORE INSERT OR ${change} ON ${table}
      FOR EACH ROW WHEN (${when}) EXECUTE FUNCTION refuse_resident_data()`)
  }

  /** Lets the system role read a table of the municipality directory across municipalities. */
  protected readableByDirectory(table: string) {
    this.schema.raw(`GRANT SELECT ON ${table} TO madoguchi_system`)
    this.schema.raw(
      `CREATE POLICY directory ON ${table} FOR SELECT TO madoguchi_system USING (true)`
    )
  }

  async down() {
    throw new Error('Migrations only go forward: write another one that mends this.')
  }
}
