import type { HttpContext } from '@adonisjs/core/http'
import { unlockStaff } from '../actions/unlock_staff.js'
import { E_STAFF_CHANGE_REFUSED } from '../errors.js'

/** Opens an account that failed sign-ins locked. */
export default class UnlockMemberController {
  async handle({ i18n, params, response, session, staff, tenant }: HttpContext) {
    try {
      await tenant.run(() => unlockStaff(params.member, staff!))
      session.flash('success', i18n.t('staff.members.unlocked'))
    } catch (error) {
      if (!(error instanceof E_STAFF_CHANGE_REFUSED)) throw error
      session.flash('error', i18n.t(error.message))
    }
    return response
      .redirect()
      .status(303)
      .toPath(`/${tenant.municipality.slug}/staff/members/${params.member}`)
  }
}
