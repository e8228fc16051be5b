import type { HttpContext } from '@adonisjs/core/http'
import { DateTime } from 'luxon'
import { audit } from '#app/audit/main'
import { asYesOrNo } from '#app/http/main'
import { listCounters } from '#app/tenancy/main'
import { updateStaff } from '../actions/update_staff.js'
import { E_LOGIN_ID_TAKEN, E_STAFF_CHANGE_REFUSED } from '../errors.js'
import { findStaff } from '../queries/find_staff.js'
import { secondFactorOf } from '../queries/second_factor.js'
import { staffValidator } from '../validators/staff_validator.js'

/** 操作者情報変更: ST4 for an account that exists, with 利用停止 and the counters assigned. */
export default class EditMemberController {
  async render(ctx: HttpContext) {
    const found = await ctx.tenant.run(async () => {
      const account = await findStaff(ctx.params.member)
      await audit.record({
        action: 'staff.view',
        subject: { type: 'staff_member', id: account.member.id },
      })
      return account
    })
    const { member, counterIds } = found
    return this.#page(ctx, found, {
      staff_name: member.name,
      login_id: member.loginId,
      email: member.email,
      role: member.role,
      suspended: asYesOrNo(member.suspended),
      valid_from: member.validFrom?.toISODate(),
      valid_until: member.validUntil?.toISODate(),
      counters: counterIds,
    })
  }

  async execute(ctx: HttpContext) {
    const { i18n, params, request, response, session, staff, tenant } = ctx
    const found = await tenant.run(() => findStaff(params.member))
    const refuse = (errors: { field?: string; message: string }[]) => {
      response.status(422)
      return this.#page(ctx, found, request.all(), errors)
    }
    const [invalid, input] = await request.tryValidateUsing(staffValidator)
    if (invalid) return refuse(invalid.messages)
    try {
      await tenant.run(() =>
        updateStaff(
          params.member,
          {
            loginId: input.login_id,
            name: input.staff_name,
            role: input.role,
            email: input.email,
            suspended: input.suspended,
            validFrom: input.valid_from,
            validUntil: input.valid_until,
            counterIds: input.counters ?? [],
          },
          staff!
        )
      )
    } catch (error) {
      if (error instanceof E_LOGIN_ID_TAKEN) {
        return refuse([{ field: 'login_id', message: i18n.t('staff.members.login_id_taken') }])
      }
      if (error instanceof E_STAFF_CHANGE_REFUSED)
        return refuse([{ message: i18n.t(error.message) }])
      throw error
    }
    session.flash('success', i18n.t('staff.members.updated', { name: input.staff_name }))
    return response.redirect().status(303).toPath(`/${tenant.municipality.slug}/staff/members`)
  }

  async #page(
    { tenant, view }: HttpContext,
    { member }: Awaited<ReturnType<typeof findStaff>>,
    values: Record<string, any>,
    errors: unknown = []
  ) {
    const { counters, hasSecondFactor } = await tenant.run(async () => ({
      counters: await listCounters(),
      hasSecondFactor: (await secondFactorOf(member.id)) !== null,
    }))
    return view.render('pages/staff/members/edit', {
      member: {
        id: member.id,
        name: member.name,
        state: member.stateOn(DateTime.now().setZone('Asia/Tokyo')),
        lockedUntil: member.lockedUntil,
        lastSignedInAt: member.lastSignedInAt,
        passwordIsTemporary: member.passwordIsTemporary,
        hasSecondFactor,
      },
      values,
      errors,
      counters,
      base: `/${tenant.municipality.slug}/staff/members`,
    })
  }
}
