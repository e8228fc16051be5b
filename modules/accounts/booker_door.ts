import { findLinkCode } from '#app/exchange/main'
import { throttleGuesses } from '#app/http/main'
import { answersTo } from '#app/module_system/main'
import { municipalities, tenancy } from '#app/tenancy/main'
import { liveReservationsOf, type Booker, type BookerDoor } from '#modules/reservation/api'
import { mayBook } from './api.js'
import { signedInAccount, signInBrowser } from './account_cookie.js'
import { signIn } from './actions/sign_in.js'
import { readCredentials } from './credentials_form.js'
import {
  E_ACCOUNT_REFUSED,
  E_BOOKER_STOPPED,
  E_BOOKER_UNKNOWN,
  E_TOO_MANY_RESERVATIONS,
} from './errors.js'
import { findAccount, mustChoosePassword, type Account } from './queries/find_account.js'
import { accountSettings } from './settings.js'

const bookerOf = ({ id, loginName, userId }: Account): Booker => ({
  id,
  name: loginName ?? userId,
})

/** 利用者制限: who may book, and signing in inside the booking form (RS2). */
const door: BookerDoor = {
  async arrive(ctx) {
    const { who_may_book: who } = accountSettings.read(ctx.tenant.municipality)
    if (who === 'unregistered') return { booker: null, mayBook: 'strangers' }
    const account = await ctx.tenant.run(() => signedInAccount(ctx))
    return {
      booker: account ? bookerOf(account) : null,
      mayBook: who === 'registered' ? 'known' : 'both',
    }
  },

  async identify(ctx) {
    const { municipality } = ctx.tenant
    const credentials = readCredentials(ctx)
    const { accepted, refused } = await throttleGuesses(ctx, 'account', credentials.name)
    try {
      const account = await signIn(municipality, credentials, ctx.tenant.actor())
      await accepted()
      const { sign_in_with: kind, check_password: checked } = accountSettings.read(municipality)
      /** An ID alone lets somebody book; it does not open what they have booked and entered. */
      if (kind === 'notice' || checked) signInBrowser(ctx, account)
      const mustChoose = kind !== 'notice' && checked && mustChoosePassword(account)
      const detour = mustChoose ? `/${municipality.slug}/account/password` : undefined
      return { booker: bookerOf(account), detour }
    } catch (error) {
      if (!(error instanceof E_ACCOUNT_REFUSED)) throw error
      await refused()
      return null
    }
  },

  /** Locks the account, so that two bookings at once are counted one after the other. */
  async admit(bookerId) {
    const municipality = await municipalities.byId(tenancy.current().municipalityId)
    const rules = accountSettings.read(municipality)
    if (bookerId === null) {
      if (rules.who_may_book === 'registered') throw new E_BOOKER_UNKNOWN()
      return { email: null }
    }
    const account = await findAccount('id', bookerId, { lock: true })
    if (account?.state !== 'active') throw new E_BOOKER_UNKNOWN()
    /** An ID that is a link code (R79) was stopped or replaced because others may have it. */
    if ((await findLinkCode(account.userId))?.state === 'revoked') throw new E_BOOKER_STOPPED()
    for (const answer of await answersTo(mayBook, municipality)) {
      if (!(await answer(account.userId))) throw new E_BOOKER_STOPPED()
    }
    if ((await liveReservationsOf(bookerId)) >= rules.live_reservations) {
      throw new E_TOO_MANY_RESERVATIONS()
    }
    return { email: account.email }
  },
}

export default door
