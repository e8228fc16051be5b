import type { HttpContext } from '@adonisjs/core/http'
import { reissuePassword } from '../actions/reissue_password.js'
import { E_STAFF_CHANGE_REFUSED } from '../errors.js'
import { findStaff } from '../queries/find_staff.js'
import { keepForOnce, takeOnce } from '../shown_once.js'

/** 仮パスワード: issuing another one, and the page that shows one, once. */
export default class MemberPasswordController {
  async render({ params, tenant, view }: HttpContext) {
    const { member } = await tenant.run(() => findStaff(params.member))
    return view.render('pages/staff/members/password', { member, base: this.#base(tenant) })
  }

  async execute({ i18n, params, response, session, staff, tenant }: HttpContext) {
    const path = `${this.#base(tenant)}/${params.member}`
    try {
      const password = await tenant.run(() => reissuePassword(params.member, staff!))
      keepForOnce(session, params.member, password)
    } catch (error) {
      if (!(error instanceof E_STAFF_CHANGE_REFUSED)) throw error
      session.flash('error', i18n.t(error.message))
      return response.redirect().status(303).toPath(path)
    }
    session.flash('success', i18n.t('staff.members.reissued'))
    return response.redirect().status(303).toPath(`${path}/temporary-password`)
  }

  async show({ params, request, session, tenant, view }: HttpContext) {
    const { member } = await tenant.run(() => findStaff(params.member))
    const base = this.#base(tenant)
    return view.render('pages/staff/members/temporary_password', {
      member,
      base,
      password: takeOnce(session, member.id),
      signInUrl: `${request.protocol()}://${request.host()}/${tenant.municipality.slug}/staff/sign-in`,
    })
  }

  #base(tenant: HttpContext['tenant']) {
    return `/${tenant.municipality.slug}/staff/members`
  }
}
