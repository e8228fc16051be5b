import type { Infer } from '@vinejs/vine/types'
import { DateTime } from 'luxon'
import type { AuditFilter } from './queries/search_entries.js'
import type { auditFilterValidator } from './validators/audit_filter_validator.js'

/** The last seven days, where nobody says otherwise. */
export function usualPeriod() {
  const today = DateTime.now().setZone('Asia/Tokyo')
  return { from: today.minus({ days: 6 }).toISODate()!, until: today.toISODate()! }
}

/** What the search form asks for. */
export function filterFrom(input: Infer<typeof auditFilterValidator>): AuditFilter {
  const period = usualPeriod()
  return {
    from: input.from ?? period.from,
    until: input.until ?? period.until,
    login: input.login,
    area: input.area,
    kind: input.kind,
    subjectType: input.subject_type,
    subjectId: input.subject_id,
    result: input.result,
    before: input.before,
  }
}
