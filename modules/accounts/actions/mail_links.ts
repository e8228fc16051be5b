import type { I18n } from '@adonisjs/i18n'
import { audit } from '#app/audit/main'
import { publicUrl } from '#app/http/main'
import { post } from '#app/mail/main'
import { tenancy, type Municipality } from '#app/tenancy/main'
import { emailHash } from '../credentials.js'
import { findAccount } from '../queries/find_account.js'
import { secretLink } from '../secret_links.js'
import { accountSettings } from '../settings.js'

interface Asked {
  municipality: Municipality
  email: string
  i18n: I18n
}

/** How long a link to a new password is good. */
const RESET_WITHIN = '1 hour'

/**
 * Mails the link to the registration form (RS9). Somebody who has an account
 * already is told so in the mail; the page says the same to everybody.
 */
export async function mailRegistrationLink({ municipality, email, i18n }: Asked) {
  const { registration_key_days: days } = accountSettings.read(municipality)
  const known = await tenancy.run(municipality, () => findAccount('email_hash', emailHash(email)))
  const link = secretLink('registration', { municipality: municipality.id, email }, `${days} days`)
  const base = `/${municipality.slug}/account`
  await send(
    known ? 'known' : 'registration',
    { municipality, email, i18n },
    {
      days: String(days),
      link: publicUrl(municipality, known ? `${base}/sign-in` : `${base}/register/${link}`),
    }
  )
}

/** Mails a link to a new password (R24), to an address that has an account; otherwise nothing. */
export async function mailResetLink({ municipality, email, i18n }: Asked) {
  const account = await tenancy.run(municipality, () => findAccount('email_hash', emailHash(email)))
  /** Made for nobody as well, so that both answers take as long. */
  const link = secretLink(
    'reset',
    {
      municipality: municipality.id,
      account: account?.id ?? '',
      version: account?.credentialsVersion ?? 0,
    },
    RESET_WITHIN
  )
  if (account?.state !== 'active') return
  await send(
    'reset',
    { municipality, email, i18n },
    {
      id: account.userId,
      link: publicUrl(municipality, `/${municipality.slug}/account/reset/${link}`),
    }
  )
}

async function send(
  template: 'registration' | 'known' | 'reset',
  { municipality, email, i18n }: Asked,
  values: Record<string, string>
) {
  const words = { ...values, municipality: municipality.name }
  await tenancy.run(municipality, async () => {
    await post({
      template: `accounts.${template}`,
      to: email,
      subject: i18n.t(`accounts.mail.${template}.subject`, words),
      text: i18n.t(`accounts.mail.${template}.text`, words),
    })
    await audit.record({ action: 'accounts.mail_link', detail: { kind: template } })
  })
}
