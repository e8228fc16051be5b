import type { HttpContext } from '@adonisjs/core/http'
import { announceMaintenance, withdrawNotice } from '../actions/announce_maintenance.js'
import { listNotices } from '../queries/list_notices.js'
import { noticeValidator } from '../validators/notice_validator.js'

/** 点検のお知らせ: banners for a time at which the service rests, prepared in advance (R114). */
export default class NoticesController {
  async index({ tenant, view }: HttpContext) {
    const notices = await tenant.run(() => listNotices())
    return view.render('pages/staff/operations/notices', { notices, base: baseOf(tenant) })
  }

  async create(ctx: HttpContext) {
    return this.#form(ctx, { for_residents: 'yes' })
  }

  async store(ctx: HttpContext) {
    const { i18n, request, response, session, tenant } = ctx
    const [invalid, input] = await request.tryValidateUsing(noticeValidator)
    if (invalid) {
      response.status(422)
      return this.#form(ctx, request.all(), invalid.messages)
    }
    await tenant.run(() =>
      announceMaintenance({
        startsAt: input.starts_at,
        endsAt: input.ends_at,
        shownFrom: input.shown_from,
        forResidents: input.for_residents,
        note: input.note,
      })
    )
    session.flash('success', i18n.t('operations.notices.saved'))
    return response.redirect().status(303).toPath(baseOf(tenant))
  }

  async withdraw({ i18n, params, response, session, tenant }: HttpContext) {
    await tenant.run(() => withdrawNotice(params.notice))
    session.flash('success', i18n.t('operations.notices.was_withdrawn'))
    return response.redirect().status(303).toPath(baseOf(tenant))
  }

  #form({ tenant, view }: HttpContext, values: Record<string, unknown>, errors: unknown = []) {
    return view.render('pages/staff/operations/notice', { values, errors, base: baseOf(tenant) })
  }
}

const baseOf = (tenant: HttpContext['tenant']) => `/${tenant.municipality.slug}/staff/notices`
