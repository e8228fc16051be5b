import { audit } from '#app/audit/main'
import type { CurrentStaff } from '#app/staff/main'

/**
 * Notes of each reservation of a list that whose it is was shown, for who asks
 * later who saw it (R45); nothing for those who see no personal data. Runs in
 * the tenant scope.
 */
export async function recordSeen(
  staff: Pick<CurrentStaff, 'can'>,
  ids: string[],
  how: 'list' | 'export' = 'list'
) {
  if (!staff.can('reservation.view_personal')) return
  await audit.recordEach(`reservation.${how}_record`, 'reservation', ids)
}
