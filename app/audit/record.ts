import { prepared, tenancy } from '#app/tenancy/main'

export interface AuditEntry {
  /** `<area>.<verb phrase>`, e.g. `reservation.cancel`; a view is `….view`. */
  action: string
  /** Whose record. */
  subject?: { type: string; id: string }
  result?: 'ok' | 'denied' | 'failed'
  /** What else is worth knowing later: search conditions, row counts, old and new values. Nothing personal. */
  detail?: Record<string, unknown>
}

/**
 * Writes an entry of the open scope's actor, in its transaction: the change
 * and the word of it stand or fall together.
 */
export async function record(entry: AuditEntry) {
  const { municipalityId, actor } = tenancy.current()
  await prepared(
    'audit.record',
    `INSERT INTO audit_entries
       (municipality_id, actor_kind, staff_id, staff_login, address, request_id,
        action, subject_type, subject_id, result, detail)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    [
      municipalityId,
      actor.kind,
      actor.staffId ?? null,
      actor.staffLogin ?? null,
      actor.kind === 'staff' ? (actor.address ?? null) : null,
      actor.requestId ?? null,
      entry.action,
      entry.subject?.type ?? null,
      entry.subject?.id ?? null,
      entry.result ?? 'ok',
      JSON.stringify(entry.detail ?? {}),
    ] as any[]
  )
}

/**
 * Writes one entry for each of several records of a kind: a list that shows
 * whose records they are was seen by whoever asked for it.
 */
export async function recordEach(action: string, type: string, ids: string[]) {
  if (ids.length === 0) return
  const { municipalityId, actor } = tenancy.current()
  await prepared(
    'audit.record_each',
    `INSERT INTO audit_entries
       (municipality_id, actor_kind, staff_id, staff_login, address, request_id,
        action, subject_type, subject_id, result, detail)
     SELECT ?, ?, ?, ?, ?, ?, ?, ?, id, 'ok', '{}' FROM unnest(?::text[]) AS n (id)`,
    [
      municipalityId,
      actor.kind,
      actor.staffId ?? null,
      actor.staffLogin ?? null,
      actor.kind === 'staff' ? (actor.address ?? null) : null,
      actor.requestId ?? null,
      action,
      type,
      ids,
    ] as any[]
  )
}
