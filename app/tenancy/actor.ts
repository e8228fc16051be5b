/** Who does something, as the audit log keeps it. */
export interface Actor {
  kind: 'resident' | 'staff' | 'system'
  /** The staff member's id. */
  staffId?: string
  /** Login name of the staff member at that moment, readable after the account is gone. */
  staffLogin?: string
  /** Client address, for residents and staff. */
  address?: string
  requestId?: string
}

export const SYSTEM_ACTOR: Actor = { kind: 'system' }
