import type { HttpContext } from '@adonisjs/core/http'
import { retentionDays } from '#app/privacy/main'
import { mailLeavesTheHouse } from '#config/mail'
import { MAIL_STATES, MOST, outbox, type MailState } from '../queries/outbox.js'

/** メール管理: what became of every message. */
export default class OutboxController {
  async handle({ i18n, request, tenant, view }: HttpContext) {
    const asked = request.input('state')
    const state = MAIL_STATES.includes(asked) ? (asked as MailState) : null
    const page = Math.max(1, Number.parseInt(request.input('page'), 10) || 1)
    const { messages, counts, pages, tooMany } = await tenant.run(() => outbox(state, page))
    const base = `/${tenant.municipality.slug}/staff/mail`
    return view.render('pages/staff/mail/index', {
      messages: messages.map((message) => ({
        ...message,
        title: i18n.t(`mail.templates.${message.template}`, undefined, message.template),
      })),
      base,
      ...{ mailLeavesTheHouse, tooMany, most: MOST },
      days: retentionDays('core.unsent_mail', tenant.municipality),
      states: [
        { label: i18n.t('mail.all'), url: base, current: state === null },
        ...MAIL_STATES.map((name) => ({
          label: i18n.t(`mail.states.${name}`),
          url: `${base}?state=${name}`,
          count: Math.min(counts[name], MOST),
          more: counts[name] > MOST,
          current: state === name,
        })),
      ],
      paginator: { ...pages, baseUrl: base, queryString: state ? { state } : {} },
    })
  }
}
