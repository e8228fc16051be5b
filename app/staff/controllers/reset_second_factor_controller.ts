import type { HttpContext } from '@adonisjs/core/http'
import { resetSecondFactor } from '../actions/remove_second_factor.js'
import { E_STAFF_CHANGE_REFUSED } from '../errors.js'

/** Takes the second factor of somebody who lost the authenticator out of use. */
export default class ResetSecondFactorController {
  async handle({ i18n, params, response, session, staff, tenant }: HttpContext) {
    try {
      await tenant.run(() => resetSecondFactor(params.member, staff!))
      session.flash('success', i18n.t('staff.members.second_factor_was_reset'))
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
