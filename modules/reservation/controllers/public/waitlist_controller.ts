import type { HttpContext } from '@adonisjs/core/http'
import { fieldSetOf } from '#app/fields/main'
import { asksForAddress } from '../../asked_fields.js'
import { applicationFields } from '../../subjects.js'
import { DateTime } from 'luxon'
import { formatReadableCode } from '#app/exchange/main'
import { E_PAGE_NOT_FOUND } from '#app/http/main'
import { today } from '#app/ui/main'
import { joinWaitlist } from '../../actions/join_waitlist.js'
import { partyOf } from '../../booking_rules.js'
import { makeBookingToken } from '../../booking_token.js'
import { makeChallenge } from '../../challenge.js'
import { E_ENTRY_NOT_FOUND, E_SLOT_UNAVAILABLE } from '../../errors.js'
import { chosenType } from '../../procedure_type.js'
import { findEntryByCode } from '../../queries/find_entry.js'
import { openCounters } from '../../queries/open_counters.js'
import { procedureTypes } from '../../queries/procedure_types.js'
import { startsOfDay } from '../../queries/starts_of_day.js'
import { reservationSettings } from '../../settings.js'
import { throttleHolds } from '../../throttles.js'
import { waitlistValidator } from '../../validators/waitlist_validator.js'
import { waitlistCodeFor, waitlistCodeHash } from '../../waitlist_code.js'
import { askToWait, mayPass } from './challenge_gate.js'

/** What comes along while somebody waits to be let through. */
const FORM = {
  path: 'waitlist',
  names: ['token', 'counter', 'date', 'type', 'persons', 'manner', 'email'],
  label: 'reservation.waitlist.submit',
}

/** キャンセル待ち: a place in the line for a day that is full. */
export default class WaitlistController {
  async render(ctx: HttpContext) {
    const { counter, date, type } = ctx.request.qs()
    return this.#page(ctx, { counter, date, type, token: makeBookingToken() })
  }

  async execute(ctx: HttpContext) {
    const { i18n, request, response, tenant } = ctx
    const { municipality } = tenant
    mustHaveWaitlist(ctx)
    await throttleHolds(ctx)
    const [invalid, input] = await request.tryValidateUsing(waitlistValidator)
    if (invalid) {
      response.status(422)
      return this.#page(ctx, request.all(), invalid.messages)
    }
    if (!(await mayPass(ctx, input.token))) return askToWait(ctx, input.token, FORM)
    const asked = asksForAddress(await fieldSetOf(applicationFields, municipality))
    await tenant.run(async () => {
      const { counter, type } = await placeOf(input.counter, input.type)
      if (!counter) throw new E_SLOT_UNAVAILABLE()
      await joinWaitlist({
        ...{ counter, type, visitDate: input.date, token: input.token },
        party: partyOf(municipality, input),
        address: asked ? (input.email ?? undefined) : undefined,
        ...{ locale: i18n.locale, boundBy: municipality },
      })
    })
    return response
      .redirect()
      .status(303)
      .toPath(`/${municipality.slug}/waitlist/joined/${input.token}`)
  }

  async joined({ params, response, tenant, view }: HttpContext) {
    const code = waitlistCodeFor(params.ticket)
    const entry = await tenant.run(() => findEntryByCode(waitlistCodeHash(code)))
    if (!entry?.justJoined) throw new E_ENTRY_NOT_FOUND()
    response.header('Cache-Control', 'no-store')
    return view.render('reservation::pages/public/waitlist_joined', {
      entry,
      code: formatReadableCode(code),
    })
  }

  async #page(
    ctx: HttpContext,
    asked: Record<string, unknown>,
    errors: { field: string; message: string }[] = []
  ) {
    const { response, tenant, view } = ctx
    mustHaveWaitlist(ctx)
    const date = DateTime.fromISO(String(asked.date ?? ''))
    const { counter, type, starts } = await tenant.run(async () => {
      const place = await placeOf(asked.counter, asked.type)
      const day = date.isValid && place.counter ? date.toISODate() : null
      return {
        ...place,
        starts: day ? await startsOfDay(place.counter!.id, day, place.type) : [],
      }
    })
    const open = starts.filter(({ fits, past }) => fits && !past)
    const token = typeof asked.token === 'string' ? asked.token : makeBookingToken()
    response.header('Cache-Control', 'no-store')
    return view.render('reservation::pages/public/waitlist', {
      ...{ counter, type, errors, date: date.isValid ? date.toISODate() : null },
      situation: open.length === 0 ? 'none' : open.some(({ free }) => free > 0) ? 'free' : 'full',
      token,
      challenge: settingsOf(ctx).challenge ? await makeChallenge(token) : undefined,
      email: asked.email,
      settings: settingsOf(ctx),
      asksForAddress: asksForAddress(await fieldSetOf(applicationFields, tenant.municipality)),
    })
  }
}

const settingsOf = ({ tenant }: HttpContext) => reservationSettings.read(tenant.municipality)

/** @throws E_PAGE_NOT_FOUND where nobody waits */
function mustHaveWaitlist(ctx: HttpContext) {
  if (!settingsOf(ctx).waitlist) throw new E_PAGE_NOT_FOUND()
}

/** The counter and the type an address or a form names by their codes. */
async function placeOf(counterCode: unknown, typeCode: unknown) {
  const counters = await openCounters(today())
  return {
    counter: counters.find(({ code }) => code === counterCode),
    type: chosenType(await procedureTypes('residents'), typeCode),
  }
}
