import type { HttpContext } from '@adonisjs/core/http'
import { audit } from '#app/audit/main'
import { retentionDays } from '#app/privacy/main'
import { mailLeavesTheHouse } from '#config/mail'
import { retryMail } from '../actions/retry_mail.js'
import { E_MAIL_NOT_RETRIED } from '../errors.js'
import { findMail } from '../queries/outbox.js'

/** One message of the outbox; that somebody read it is in the audit log. */
export default class MessageController {
  async render({ i18n, params, tenant, view }: HttpContext) {
    const message = await tenant.run(async () => {
      const found = await findMail(params.message)
      await audit.record({
        action: 'mail.view',
        subject: { type: 'mail_message', id: found.id },
        detail: { template: found.template },
      })
      return found
    })
    return view.render('pages/staff/mail/show', {
      message: {
        ...message,
        title: i18n.t(`mail.templates.${message.template}`, undefined, message.template),
      },
      mayRetry: message.state === 'failed' && message.readable && mailLeavesTheHouse,
      days: retentionDays('core.unsent_mail', tenant.municipality),
      base: `/${tenant.municipality.slug}/staff/mail`,
    })
  }

  async retry({ i18n, params, response, session, tenant }: HttpContext) {
    try {
      await tenant.run(() => retryMail(params.message))
      session.flash('success', i18n.t('mail.retried'))
    } catch (error) {
      if (!(error instanceof E_MAIL_NOT_RETRIED)) throw error
      session.flash('error', i18n.t(error.message))
    }
    return response
      .redirect()
      .status(303)
      .toPath(`/${tenant.municipality.slug}/staff/mail/${params.message}`)
  }
}
