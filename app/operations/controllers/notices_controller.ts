import type { HttpContext } from '@adonisjs/core/http'
import { announceMaintenance, withdrawNotice } from '../actions/announce_maintenance.js'
import { countNotices, listNotices } from '../queries/list_notices.js'
import { noticeValidator } from '../validators/notice_validator.js'

const PER_PAGE = 50

/** 点検のお知らせ: banners for a time at which the service rests, prepared in advance (R114). */
export default class NoticesController {
  async index({ request, tenant, view }: HttpContext) {
    const page = Math.max(1, Number.parseInt(request.input('page'), 10) || 1)
    const { total, notices } = await tenant.run(async () => ({
      total: await countNotices(),
      notices: await listNotices({ limit: PER_PAGE, offset: (page - 1) * PER_PAGE }),
    }))
    return view.render('pages/staff/operations/notices', {
      ...{ notices, base: baseOf(tenant) },
      paginator: {
        ...{ total, currentPage: page, perPage: PER_PAGE, baseUrl: baseOf(tenant) },
        lastPage: Math.max(1, Math.ceil(total / PER_PAGE)),
      },
    })
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

const baseOf = (tenant: HttpContext['tenant']) => `/${tenant.municipality.slug}/staff/maintenance`
