import type { HttpContext } from '@adonisjs/core/http'
import { audit } from '#app/audit/main'
import { fieldSetOf } from '#app/fields/main'
import { E_PAGE_NOT_FOUND } from '#app/http/main'
import { enqueue } from '#app/jobs/main'
import { today } from '#app/ui/main'
import { acceptMove } from '../../actions/accept_move.js'
import { closeCounters } from '../../actions/close_counters.js'
import { declineMove } from '../../actions/decline_move.js'
import { reopenCounters } from '../../actions/reopen_counters.js'
import { bookerNames, bookerPhones, directoryOf } from '../../booker.js'
import {
  closureParties,
  countMoves,
  MOVE_STANDINGS,
  UNSETTLED,
  type MoveStanding,
} from '../../queries/closure_parties.js'
import {
  closures,
  countClosures,
  countConcerned,
  findClosure,
  type Closure,
} from '../../queries/closures.js'
import { staffCounters } from '../../queries/staff_counters.js'
import { recordSeen } from '../../record_seen.js'
import { applicationFields } from '../../subjects.js'
import { closureValidator, moveTermsValidator } from '../../validators/closure_validator.js'

type Errors = { field?: string; message: string }[]

/** Closures, and parties of one, on a page. */
const PER_PAGE = 50

/** 臨時の閉所 (R128): close at once, then bring everybody elsewhere. */
export default class ClosuresController {
  async index({ request, staff, tenant, view }: HttpContext) {
    const { counterIds } = staff!
    const page = pageOf(request)
    const found = await tenant.run(async () => ({
      total: await countClosures(counterIds),
      closures: await closures(counterIds, { limit: PER_PAGE, offset: (page - 1) * PER_PAGE }),
    }))
    return view.render('reservation::pages/staff/closures', {
      closures: found.closures,
      base: baseOf(tenant),
      paginator: paginatorOf(page, found.total, baseOf(tenant)),
    })
  }

  /** The form; with an address that says what, whom it would concern, and the button that does it. */
  async create(ctx: HttpContext) {
    const { request } = ctx
    if (request.input('reason') === undefined) {
      return this.#form(ctx, { from: today(), until: today(), counter: request.input('counter') })
    }
    return this.#checked(ctx, async (input) =>
      this.#form(ctx, request.all(), {
        concerned: await ctx.tenant.run(() =>
          countConcerned(input.counterId, input.from, input.until)
        ),
        asked: input,
      })
    )
  }

  async store(ctx: HttpContext) {
    const { i18n, response, session, staff, tenant } = ctx
    return this.#checked(ctx, async (input) => {
      const id = await tenant.run(() => closeCounters({ ...input, staffId: staff!.id }))
      session.flash('success', i18n.t('reservation.staff.closures.closed'))
      return response
        .redirect()
        .status(303)
        .toPath(`${baseOf(tenant)}/${id}`)
    })
  }

  async show(ctx: HttpContext) {
    const closure = await find(ctx)
    return this.#progress(ctx, closure)
  }

  async offer(ctx: HttpContext) {
    const { request, response, staff, tenant } = ctx
    const closure = await find(ctx)
    const [invalid, terms] = await request.tryValidateUsing(moveTermsValidator)
    if (invalid) {
      response.status(422)
      return this.#progress(ctx, closure, request.all(), invalid.messages)
    }
    const own = await tenant.run(() => staffCounters(staff!.counterIds))
    if (terms.counters.some((id) => !own.some((counter) => counter.id === id))) {
      throw new E_PAGE_NOT_FOUND()
    }
    await tenant.run(async () => {
      await audit.record({
        action: 'reservation.offer_moves',
        subject: { type: 'closure', id: closure.id },
        detail: { counters: terms.counters.length, hours: terms.hours },
      })
      await enqueue('reservation.offer_moves', {
        closureId: closure.id,
        counterIds: terms.counters,
        hours: terms.hours,
      })
    })
    return done(ctx, closure, 'offering')
  }

  async accept(ctx: HttpContext) {
    const closure = await find(ctx)
    await ctx.tenant.run(() => acceptMove(closure.id, ctx.params.party))
    return done(ctx, closure, 'accepted')
  }

  async decline(ctx: HttpContext) {
    const closure = await find(ctx)
    await ctx.tenant.run(() => declineMove(closure.id, ctx.params.party))
    return done(ctx, closure, 'declined')
  }

  async cancelAll(ctx: HttpContext) {
    const { i18n, request, tenant } = ctx
    const closure = await find(ctx)
    if (request.input('sure') !== 'yes') {
      ctx.response.status(422)
      return this.#progress(ctx, closure, {}, [
        { field: 'sure', message: i18n.t('reservation.staff.closures.be_sure') },
      ])
    }
    await tenant.run(async () => {
      await audit.record({
        action: 'reservation.cancel_closed',
        subject: { type: 'closure', id: closure.id },
      })
      await enqueue('reservation.cancel_closed', { closureId: closure.id })
    })
    return done(ctx, closure, 'cancelling')
  }

  async reopen(ctx: HttpContext) {
    const closure = await find(ctx)
    if (closure.endedOn) {
      ctx.response.status(422)
      const message = ctx.i18n.t('reservation.staff.closures.not_reopened')
      return this.#progress(ctx, closure, {}, [{ message }])
    }
    await ctx.tenant.run(() => reopenCounters(closure.id, closure.counterId))
    return done(ctx, closure, 'reopened')
  }

  /** 電話連絡票: who has to be phoned, to be printed and ticked. */
  async phoneSheet(ctx: HttpContext) {
    const { i18n, staff, tenant, view } = ctx
    const closure = await find(ctx)
    const fields = await fieldSetOf(applicationFields, tenant.municipality)
    const known = (await directoryOf(tenant.municipality)) !== undefined
    const parties = await tenant.run(async () => {
      const found = (await closureParties(closure.id, UNSETTLED)).filter(
        ({ contact, standing }) => !contact || standing === 'declined' || standing === 'missed'
      )
      await audit.record({
        action: 'reservation.list',
        detail: { closure: closure.id, shown: found.length },
      })
      await recordSeen(
        staff!,
        found.map(({ reservationId }) => reservationId)
      )
      const bookers = found.flatMap(({ bookerId }) => bookerId ?? [])
      const [names, phones] = [
        await bookerNames(bookers, tenant.municipality),
        staff!.can('reservation.view_personal')
          ? await bookerPhones(bookers, tenant.municipality)
          : new Map<string, string>(),
      ]
      return found.map((party) => ({
        ...party,
        booker: names.get(party.bookerId ?? ''),
        phone: phones.get(party.bookerId ?? ''),
      }))
    })
    return view.render('reservation::pages/staff/phone_sheet', {
      ...{ closure, parties, known, base: baseOf(tenant) },
      columns: staff!.can('reservation.view')
        ? fields.columns(i18n, { hidePersonal: !staff!.can('reservation.view_personal') })
        : [],
    })
  }

  async #progress(
    ctx: HttpContext,
    closure: Closure,
    values: Record<string, unknown> = {},
    errors: Errors = []
  ) {
    const { request, staff, tenant, view } = ctx
    const page = pageOf(request)
    const standing = MOVE_STANDINGS.find((one) => one === request.input('standing'))
    const shown: readonly MoveStanding[] = standing ? [standing] : MOVE_STANDINGS
    const found = await tenant.run(async () => ({
      counts: await countMoves(closure.id),
      parties: await closureParties(closure.id, shown, {
        limit: PER_PAGE,
        offset: (page - 1) * PER_PAGE,
      }),
      counters: await staffCounters(staff!.counterIds),
    }))
    const total = standing ? found.counts[standing] : found.counts.parties
    return view.render('reservation::pages/staff/closure', {
      ...{ closure, errors, standing, ...found },
      values: { counters: found.counters.map(({ id }) => id), hours: 72, ...values },
      unsettled: UNSETTLED.reduce((sum, one) => sum + found.counts[one], 0),
      base: baseOf(tenant),
      staffBase: `/${tenant.municipality.slug}/staff`,
      paginator: paginatorOf(page, total, `${baseOf(tenant)}/${closure.id}`, { standing }),
    })
  }

  /** Goes on with what a form says, or answers what is wrong with it. */
  async #checked(
    ctx: HttpContext,
    goOn: (input: { counterId: string | null; from: string; until: string; reason: string }) => any
  ) {
    const { i18n, request, staff, tenant } = ctx
    const [invalid, input] = await request.tryValidateUsing(closureValidator)
    if (invalid) return this.#refuse(ctx, invalid.messages)
    const { from, until, reason } = input
    const wrong = (field: string, key: string) =>
      this.#refuse(ctx, [{ field, message: i18n.t(`reservation.staff.${key}`) }])
    if (!from || !until) return wrong(from ? 'until' : 'from', 'schedule.day_missing')
    if (until < today()) return wrong('until', 'closures.past')
    const counters = await tenant.run(() => staffCounters(staff!.counterIds))
    const counterId = input.counter ?? null
    if (counterId && !counters.some(({ id }) => id === counterId)) throw new E_PAGE_NOT_FOUND()
    if (!counterId && staff!.counterIds) return wrong('counter', 'closures.which')
    return goOn({ counterId, from, until, reason })
  }

  #refuse(ctx: HttpContext, errors: Errors) {
    ctx.response.status(422)
    return this.#form(ctx, ctx.request.all(), { errors })
  }

  async #form(
    { staff, tenant, view }: HttpContext,
    values: Record<string, unknown>,
    more: Record<string, unknown> = {}
  ) {
    return view.render('reservation::pages/staff/closure_new', {
      ...{ values, errors: [], base: baseOf(tenant), ...more },
      counters: await tenant.run(() => staffCounters(staff!.counterIds)),
      all: staff!.counterIds === null,
    })
  }
}

const pageOf = (request: HttpContext['request']) =>
  Math.max(1, Number.parseInt(request.input('page'), 10) || 1)

const paginatorOf = (
  currentPage: number,
  total: number,
  baseUrl: string,
  queryString: Record<string, string | undefined> = {}
) => ({
  ...{ currentPage, total, baseUrl, queryString },
  perPage: PER_PAGE,
  lastPage: Math.max(1, Math.ceil(total / PER_PAGE)),
})

const baseOf = (tenant: HttpContext['tenant']) => `/${tenant.municipality.slug}/staff/closures`

/** @throws E_PAGE_NOT_FOUND for a closure of another municipality or of a counter that is not this person's (R44) */
async function find({ params, staff, tenant }: HttpContext): Promise<Closure> {
  const closure = await tenant.run(() => findClosure(params.closure, staff!.counterIds))
  if (!closure) throw new E_PAGE_NOT_FOUND()
  return closure
}

function done({ i18n, response, session, tenant }: HttpContext, closure: Closure, what: string) {
  session.flash('success', i18n.t(`reservation.staff.closures.${what}`))
  return response
    .redirect()
    .status(303)
    .toPath(`${baseOf(tenant)}/${closure.id}`)
}
