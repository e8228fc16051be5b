import type { HttpContext } from '@adonisjs/core/http'
import env from '#start/env'
import { E_SIGN_IN_NEEDED } from './errors.js'
import { findAccount, type Account } from './queries/find_account.js'

const COOKIE = 'madoguchi-account'

/** Minutes without a request after which somebody signs in again: the computer may be the library's. */
const IDLE_MINUTES = 30

interface Ticket {
  municipality: number
  account: string
  version: number
  /** When it was given, in milliseconds. */
  at: number
}

/**
 * Signs the browser in. Residents have no session (docs/decisions/0004): the
 * cookie itself says, encrypted, which account it is, and ends with the browser.
 */
export function signInBrowser(
  { response, tenant }: HttpContext,
  account: Pick<Account, 'id' | 'credentialsVersion'>
) {
  const ticket: Ticket = {
    municipality: tenant.municipality.id,
    account: account.id,
    version: account.credentialsVersion,
    at: Date.now(),
  }
  response.encryptedCookie(COOKIE, ticket, {
    path: '/',
    httpOnly: true,
    sameSite: 'lax',
    secure: env.get('HTTPS_ONLY', false),
  })
}

export function signOutBrowser({ response }: HttpContext) {
  response.clearCookie(COOKIE, { path: '/' })
}

/**
 * The account this browser is signed in with, if it still may be; a request
 * keeps it signed in. Runs in the municipality's scope.
 */
export async function signedInAccount(ctx: HttpContext): Promise<Account | undefined> {
  const ticket = ctx.request.encryptedCookie(COOKIE) as Ticket | null
  if (ticket?.municipality !== ctx.tenant.municipality.id) return undefined
  if (Date.now() - ticket.at > IDLE_MINUTES * 60_000) return undefined
  const account = await findAccount('id', ticket.account)
  if (account?.state !== 'active' || account.credentialsVersion !== ticket.version) return undefined
  signInBrowser(ctx, account)
  return account
}

/** @throws E_SIGN_IN_NEEDED */
export async function requireAccount(ctx: HttpContext): Promise<Account> {
  ctx.response.header('Cache-Control', 'no-store')
  const account = await ctx.tenant.run(() => signedInAccount(ctx))
  if (!account) throw new E_SIGN_IN_NEEDED()
  return account
}
