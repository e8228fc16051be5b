import type { RoleId } from '#app/module_kit/main'

/** Roles that see only the counters assigned to them (R44, R70). */
export const LIMITED_TO_COUNTERS: readonly RoleId[] = ['counter_clerk', 'proxy_operator']
