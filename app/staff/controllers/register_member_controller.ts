import type { HttpContext } from '@adonisjs/core/http'
import { listCounters } from '#app/tenancy/main'
import { registerStaff, registerStaffWithPassword } from '../actions/register_staff.js'
import { E_LOGIN_ID_TAKEN, E_PASSWORD_UNSUITABLE, E_STAFF_CHANGE_REFUSED } from '../errors.js'
import { keepForOnce } from '../shown_once.js'
import { staffSettings } from '../settings.js'
import { givenPasswordValidator, staffValidator } from '../validators/staff_validator.js'

/** ST4 操作者情報登録. */
export default class RegisterMemberController {
  async render(ctx: HttpContext) {
    return this.#page(ctx, { role: 'counter_clerk', suspended: 'no', temporary: 'yes' }, [])
  }

  async execute(ctx: HttpContext) {
    const { i18n, request, response, session, staff, tenant } = ctx
    const [invalid, input] = await request.tryValidateUsing(staffValidator)
    if (invalid) return this.#refuse(ctx, invalid.messages)
    const [wrong, given] =
      request.input('temporary') === 'no'
        ? await request.tryValidateUsing(givenPasswordValidator)
        : [null, undefined]
    if (wrong) return this.#refuse(ctx, wrong.messages)
    const facts = {
      ...{ loginId: input.login_id, name: input.staff_name, role: input.role },
      ...{ email: input.email, suspended: input.suspended, counterIds: input.counters },
      ...{ validFrom: input.valid_from, validUntil: input.valid_until },
    }
    const base = `/${tenant.municipality.slug}/staff/members`
    try {
      const made = await tenant.run(async () =>
        given
          ? await registerStaffWithPassword(
              tenant.municipality,
              facts,
              given.given_password,
              staff!
            )
          : await registerStaff(facts, staff!)
      )
      session.flash('success', i18n.t('staff.members.registered', { name: input.staff_name }))
      if (!made.temporaryPassword) return response.redirect().status(303).toPath(base)
      keepForOnce(session, made.id, made.temporaryPassword)
      return response.redirect().status(303).toPath(`${base}/${made.id}/temporary-password`)
    } catch (error) {
      if (error instanceof E_PASSWORD_UNSUITABLE) {
        return this.#refuse(ctx, [{ field: 'given_password', message: i18n.t(error.message) }])
      }
      if (error instanceof E_LOGIN_ID_TAKEN) {
        return this.#refuse(ctx, [
          { field: 'login_id', message: i18n.t('staff.members.login_id_taken') },
        ])
      }
      if (error instanceof E_STAFF_CHANGE_REFUSED) {
        return this.#refuse(ctx, [{ field: 'role', message: i18n.t(error.message) }])
      }
      throw error
    }
  }

  #refuse(ctx: HttpContext, errors: { field?: string; message: string }[]) {
    ctx.response.status(422)
    return this.#page(ctx, ctx.request.all(), errors)
  }

  async #page({ tenant, view }: HttpContext, values: Record<string, any>, errors: unknown) {
    const counters = await tenant.run(() => listCounters())
    return view.render('pages/staff/members/create', {
      values,
      errors,
      counters,
      mayGivePassword: staffSettings.read(tenant.municipality).final_passwords,
      passwordLength: staffSettings.read(tenant.municipality).password_length,
      base: `/${tenant.municipality.slug}/staff/members`,
    })
  }
}
