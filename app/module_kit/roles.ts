/**
 * The role presets (R46, R70). A municipality changes what
 * each may do in its permission matrix; the ids never change.
 */
export const ROLE_IDS = [
  'system_administrator',
  'counter_manager',
  'counter_clerk',
  'proxy_operator',
  'auditor',
] as const

export type RoleId = (typeof ROLE_IDS)[number]
