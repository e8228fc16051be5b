import type { HttpContext } from '@adonisjs/core/http'
import type { NextFn } from '@adonisjs/core/types/http'
import limiter from '@adonisjs/limiter/services/main'
import { DateTime } from 'luxon'
import { audit } from '#app/audit/main'
import { menuFor } from '#app/module_system/main'
import { tenancy } from '#app/tenancy/main'
import type { CurrentStaff } from './current_staff.js'
import { touchSession } from './open_session.js'
import { loadCurrentStaff } from './queries/load_current_staff.js'

const onceAMinute = limiter.use('memory', { requests: 1, duration: '1 minute' })

/**
 * Lets signed-in staff through, everybody else to the sign-in page. The
 * account is looked up in the municipality of the address, so a session of
 * one municipality is nobody in another, and a suspended account is out at
 * its next request.
 */
export default class StaffMiddleware {
  async handle(ctx: HttpContext, next: NextFn) {
    const { auth, tenant, response, request, view } = ctx
    const guard = auth.use('staff')
    const staff = await tenant.run(async () => {
      if (!(await guard.check())) return undefined
      const member = guard.getUserOrFail()
      if (!member.mayWorkOn(DateTime.now().setZone('Asia/Tokyo'))) return undefined
      return loadCurrentStaff(member, tenant.municipality)
    })
    const base = `/${tenant.municipality.slug}/staff`
    const endsAt = staff && touchSession(ctx)
    if (!staff || !endsAt) {
      if (staff) await this.#endIdle(ctx)
      else if (ctx.session.has(guard.sessionKeyName)) await this.#traceStranger(ctx)
      const wanted =
        request.method() === 'GET' ? `?next=${encodeURIComponent(request.url(true))}` : ''
      return response.redirect().toPath(`${base}/sign-in${wanted}`)
    }
    ctx.staff = staff
    const first = mustDoFirst(staff)
    if (first && ![`${base}/${first}`, `${base}/sign-out`].includes(request.url())) {
      return response.redirect().toPath(`${base}/${first}`)
    }
    response.header('Cache-Control', 'no-store')
    /** Unpoly cannot see a redirect that leads back to the address a form was sent to. */
    response.header('X-Up-Method', request.method())
    view.share({
      staff: { ...staff, role_label: ctx.i18n.t(`staff.roles.${staff.role}`) },
      menu: menuFor(staff, tenant.municipality, ctx),
      sessionEndsAt: endsAt,
      today: DateTime.now().setZone('Asia/Tokyo'),
    })
    return next()
  }

  /** Signed in somewhere else, or with an account that is none any more. One entry a minute says as much as many. */
  async #traceStranger({ request, tenant: { municipality } }: HttpContext) {
    const address = request.ip()
    await onceAMinute.attempt(`stranger ${municipality.id} ${address}`, () =>
      tenancy.run(
        municipality,
        () =>
          audit.record({
            action: 'staff.refuse_stranger',
            result: 'denied',
            detail: { method: request.method(), path: request.url() },
          }),
        { kind: 'staff', address }
      )
    )
  }

  /** Nobody was there for too long: whoever comes now says who they are. */
  async #endIdle({ auth, i18n, session }: HttpContext) {
    await auth.use('staff').logout()
    session.flash('info', i18n.t('staff.idle.ended'))
  }
}

/** What comes before any work: an own password, then a second factor where the role must have one. */
function mustDoFirst(staff: CurrentStaff): string | null {
  if (staff.passwordIsTemporary) return 'password'
  return staff.secondFactorRequired && !staff.hasSecondFactor ? 'second-factor' : null
}
