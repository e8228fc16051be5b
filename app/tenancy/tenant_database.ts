import { Database } from '@adonisjs/lucid/database'
import type { DatabaseClientOptions } from '@adonisjs/lucid/types/database'
import { scopes } from './scope.js'

/** A query ran on the tenant connection outside tenancy.run: a mistake in the program, never in its use. */
export class E_NO_TENANT_SCOPE extends Error {
  override name = 'E_NO_TENANT_SCOPE'
  constructor() {
    super(
      'A query on the "app" connection ran outside a tenant scope. Wrap it in tenancy.run(municipality, …); without it row level security would show nothing and changes would be lost in silence.'
    )
  }
}

/**
 * Lucid's Database, with one difference: asked for the tenant connection it
 * hands out the current scope's transaction. Every road into Lucid (models,
 * query builder, raw SQL, nested transactions) asks here, so none leaves the
 * municipality.
 */
export class TenantDatabase extends Database {
  override connection(name = this.primaryConnectionName, options?: DatabaseClientOptions) {
    if (name !== 'app') return super.connection(name, options)
    const scope = scopes.getStore()
    if (!scope) throw new E_NO_TENANT_SCOPE()
    return scope.trx
  }

  /** The pool behind the tenant connection; only tenancy.run opens its transactions. */
  tenantPool() {
    return super.connection('app')
  }
}
