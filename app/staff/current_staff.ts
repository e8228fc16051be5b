import type { RoleId } from '#app/module_kit/main'

/** Who is signed in, with what they may do; loaded anew for every request, so a change of rights needs no new sign-in. */
export interface CurrentStaff {
  id: string
  loginId: string
  name: string
  role: RoleId
  passwordIsTemporary: boolean
  /** Whether a code is asked for at sign-in, and whether the municipality wants that of this role. */
  hasSecondFactor: boolean
  secondFactorRequired: boolean
  /** The counters this person works at; null when not limited to any (R44, R70). */
  counterIds: string[] | null
  can(permission: string): boolean
}

declare module '@adonisjs/core/http' {
  interface HttpContext {
    /** Set on staff pages by StaffMiddleware, undefined for residents. */
    staff?: CurrentStaff
  }
}
