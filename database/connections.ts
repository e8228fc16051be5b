import { createHmac } from 'node:crypto'

/** The three roles the platform works as; docs/decisions/0002-three-connections.md says why. */
export const ROLES = {
  /** Owns the schema: migrations, truncation in tests, provisioning a municipality. */
  owner: 'madoguchi_owner',
  /** All work inside a municipality; sees nothing without a tenant scope. */
  app: 'madoguchi_app',
  /** Sessions, rate limits, the job queue, the directory of municipalities. */
  system: 'madoguchi_system',
} as const

export type Role = keyof typeof ROLES

/**
 * The password of a role this product created itself. Derived, so that every
 * process that shares APP_KEY and DATABASE_URL can connect with nothing else
 * to configure.
 */
export function rolePassword(role: Role, appKey: string) {
  return createHmac('sha256', appKey).update(`database role ${ROLES[role]}`).digest('hex')
}

/**
 * The connection URL of each role. An operator either gives DATABASE_URL, an
 * account that may create roles, and the other three follow from it; or gives
 * all three DATABASE_*_URL of accounts created beforehand.
 */
export function connectionUrls(env: {
  DATABASE_URL?: string
  DATABASE_OWNER_URL?: string
  DATABASE_APP_URL?: string
  DATABASE_SYSTEM_URL?: string
  APP_KEY: string
}): Record<Role, string> {
  const given = {
    owner: env.DATABASE_OWNER_URL,
    app: env.DATABASE_APP_URL,
    system: env.DATABASE_SYSTEM_URL,
  }
  const derive = (role: Role) => {
    if (given[role]) return given[role]
    if (!env.DATABASE_URL) {
      throw new Error(
        `No database is configured for the ${role} role. Run "npm start" to use the embedded PostgreSQL, or set DATABASE_URL (or DATABASE_OWNER_URL, DATABASE_APP_URL and DATABASE_SYSTEM_URL).`
      )
    }
    const url = new URL(env.DATABASE_URL)
    url.username = ROLES[role]
    url.password = rolePassword(role, env.APP_KEY)
    return url.href
  }
  return { owner: derive('owner'), app: derive('app'), system: derive('system') }
}
