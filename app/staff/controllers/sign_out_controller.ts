import type { HttpContext } from '@adonisjs/core/http'
import { audit } from '#app/audit/main'
import { signOutEverywhere } from '../actions/sign_out_everywhere.js'

/** Ends this session, or with `everywhere` every session of this person. */
export default class SignOutController {
  async handle({ auth, i18n, request, response, session, staff, tenant }: HttpContext) {
    const everywhere = request.input('everywhere') !== undefined
    await tenant.run(() =>
      audit.record({
        action: everywhere ? 'staff.sign_out_everywhere' : 'staff.sign_out',
        subject: { type: 'staff_member', id: staff!.id },
      })
    )
    await auth.use('staff').logout()
    if (everywhere) await signOutEverywhere(staff!.id)
    session.flash('success', i18n.t('staff.sign_in.signed_out'))
    return response.redirect().status(303).toPath(`/${tenant.municipality.slug}/staff/sign-in`)
  }
}
