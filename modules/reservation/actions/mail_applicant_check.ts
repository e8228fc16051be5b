import type { I18n } from '@adonisjs/i18n'
import db from '@adonisjs/lucid/services/db'
import { keyedHash } from '#app/exchange/main'
import { publicUrl } from '#app/http/main'
import { post } from '#app/mail/main'
import { tenancy, type Municipality } from '#app/tenancy/main'
import { localFormatters } from '#app/ui/main'
import { applicantProof } from '../applicant_proof.js'
import { findHold } from '../queries/find_hold.js'

/**
 * Mails the link with which somebody unregistered goes on to the confirmation
 * (申込者チェック), and keeps the seat for as long as the mail may take.
 *
 * @param input.minutes how long the seat is kept for the mail
 */
export async function mailApplicantCheck(input: {
  token: string
  email: string
  minutes: number
  municipality: Municipality
  i18n: I18n
}) {
  const { token, email, minutes, municipality, i18n } = input
  await db.rawQuery(
    `UPDATE reservations
        SET hold_expires_at = greatest(hold_expires_at, now() + make_interval(mins => ?))
      WHERE municipality_id = ? AND hold_token_hash = ? AND state = 'held'`,
    [minutes, tenancy.current().municipalityId, keyedHash('hold token', token)] as any[]
  )
  const hold = (await findHold(token))!
  const path = `/${municipality.slug}/holds/${token}/confirm?proof=${applicantProof(token, email)}`
  const values = {
    municipality: municipality.name,
    counter: hold.counterName,
    time: localFormatters(i18n).dateTime(hold.startsAt),
    minutes: String(minutes),
    link: publicUrl(municipality, path),
  }
  await post({
    template: 'reservation.check',
    to: email,
    subject: i18n.t('reservation.mail.check.subject', values),
    text: i18n.t('reservation.mail.check.text', values),
  })
}
