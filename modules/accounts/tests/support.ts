import encryption from '@adonisjs/core/services/encryption'
import db from '@adonisjs/lucid/services/db'
import { tenancy, type Municipality } from '#app/tenancy/main'
import { Visitor } from '#tests/support/browserless'
import {
  createCounter,
  createMunicipality,
  createSlots,
  createStaff,
  setSettings,
} from '#tests/support/municipality'
import { issueAccounts, type IssuedAccount } from '../actions/issue_accounts.js'

/** A municipality with accounts on, open slots, and IDs issued to hand out. */
export async function townWithAccounts(
  settings: Record<string, unknown> = {},
  options: { accounts?: number; slots?: number; capacity?: number } = {}
) {
  const municipality = await createMunicipality({ modules: ['reservation', 'accounts'] })
  await setSettings(
    municipality.id,
    Object.fromEntries(Object.entries(settings).map(([key, value]) => [`accounts.${key}`, value]))
  )
  const counter = await createCounter(municipality)
  const slots = await createSlots(municipality, counter, {
    count: options.slots ?? 3,
    capacity: options.capacity ?? 5,
  })
  const staff = await createStaff(municipality, 'system_administrator')
  const issued = await tenancy.run(municipality, () =>
    issueAccounts(options.accounts ?? 1, staff.id)
  )
  return { municipality, counter, slots, staff, issued, base: `/${municipality.slug}` }
}

export const OWN = 'わたしだけの合言葉2026'

/** Signs in with the first password and chooses an own one. @returns the signed-in visitor */
export async function firstUse(
  municipality: Municipality,
  account: IssuedAccount,
  password = OWN
): Promise<Visitor> {
  const visitor = new Visitor()
  const base = `/${municipality.slug}/account`
  const sent = await visitor.post(`${base}/sign-in`, {
    account_name: account.userId,
    account_password: account.initialPassword,
  })
  if (sent.status !== 303) throw new Error(`The first sign-in was answered with ${sent.status}`)
  const chosen = await visitor.post(`${base}/password`, { password, again: password })
  if (chosen.status !== 303) throw new Error(`The password was answered with ${chosen.status}`)
  return visitor
}

/** Tries to sign in. @returns the answer */
export const trySignIn = (
  municipality: Municipality,
  fields: Record<string, string>,
  visitor = new Visitor()
) => visitor.post(`/${municipality.slug}/account/sign-in`, fields)

/** The mails that are waiting or kept, the newest last. */
export const mailsOf = (municipality: Municipality) =>
  tenancy.run(municipality, async () => {
    const { rows } = await db.rawQuery(
      'SELECT template, sealed FROM mail_messages ORDER BY created_at'
    )
    return rows.map(({ template, sealed }: { template: string; sealed: string }) => ({
      template,
      ...encryption.decrypt<{ to: string; subject: string; text: string }>(sealed)!,
    }))
  })

/** The path of the first link of a mail. */
export const linkIn = (text: string) => new URL(text.match(/https?:\/\/\S+/)![0]).pathname

export const accountRows = (municipality: Municipality) =>
  tenancy.run(municipality, async () => {
    const { rows } = await db.rawQuery(
      'SELECT a.*, a::text AS row FROM accounts a ORDER BY user_key'
    )
    return rows as (Record<string, any> & { row: string })[]
  })
