import type { HttpContext } from '@adonisjs/core/http'
import { fieldSetOf, searchableFields } from '#app/fields/main'
import { today } from '#app/ui/main'
import { bookerNames, directoryOf } from '../../booker.js'
import { LIST_ORDERS, type ListOrder } from '../../list_order.js'
import { countListed, listReservations } from '../../queries/list_reservations.js'
import { procedureTypes } from '../../queries/procedure_types.js'
import { staffCounters } from '../../queries/staff_counters.js'
import { recordSeen } from '../../record_seen.js'
import { hasSealed, periodOf, readSealed, type Search } from '../../reservation_search.js'
import { handlingWords, reservationSettings } from '../../settings.js'
import { applicationFields } from '../../subjects.js'
import { reservationFilterValidator } from '../../validators/reservation_filter_validator.js'
import {
  filterFor,
  isNarrowed,
  queryOf,
  recordSearch,
  searchFrom,
  urlOf,
  withSealed,
} from './asked_search.js'
import { looserSearches, type LooserSearch } from './looser_searches.js'
import { searchBoxes } from './search_boxes.js'

const PER_PAGE = 50

/** Found lines that are counted and paged through; whoever finds more asks more. */
const MOST = 10_000

type Errors = { field: string; message: string }[]

interface Found {
  reservations: (Awaited<ReturnType<typeof listReservations>>[number] & { booker?: string })[]
  total: number
  page: number
  looser: LooserSearch[]
}

const NOTHING: Found = { reservations: [], total: 0, page: 1, looser: [] }

/** ST2 予約一覧・検索: reservations by any of their keys (R22, R49, R54, R68). Looking is in the audit log (R45). */
export default class ReservationsController {
  async render(ctx: HttpContext) {
    const { i18n, request, response } = ctx
    const [invalid, input] = await request.tryValidateUsing(reservationFilterValidator, {
      data: request.qs(),
    })
    if (invalid) {
      response.status(422)
      return this.#page(ctx, withSealed({}, {}), NOTHING, request.qs(), invalid.messages)
    }
    const search = searchFrom(input, ctx)
    if (!search) {
      const expired = [{ field: 'key', message: i18n.t('reservation.staff.list.expired') }]
      return this.#page(ctx, withSealed(input, {}), NOTHING, request.qs(), expired)
    }
    return this.#page(ctx, search, await this.#find(ctx, search, input.page ?? 1))
  }

  /** 本日分予約 (R74). */
  today(ctx: HttpContext) {
    const base = `/${ctx.tenant.municipality.slug}/staff/reservations`
    return ctx.response
      .redirect()
      .toPath(urlOf(base, withSealed({ from: today(), until: today() }, {}), ctx))
  }

  /** Takes the form, which may name somebody, and leads on to an address that does not. */
  async execute(ctx: HttpContext) {
    const { i18n, request, response, tenant } = ctx
    const body = request.body()
    const fields = await fieldSetOf(applicationFields, tenant.municipality)
    const keys = searchableFields(fields).map(({ key }) => key)
    const { q, ...typed } = body
    const [invalid, input] = await request.tryValidateUsing(reservationFilterValidator, {
      data: typed,
    })
    const { sealed, errors } = await readSealed(body, fields, keys)
    if (invalid || errors.length > 0) {
      response.status(422)
      return this.#page(ctx, withSealed({}, sealed), NOTHING, body, [
        ...(invalid?.messages ?? []),
        ...errors.map(({ field, what }) => ({
          field,
          message: i18n.t(`reservation.staff.list.cannot_find_by.${what}`),
        })),
      ])
    }
    const base = `/${tenant.municipality.slug}/staff/reservations`
    return response
      .redirect()
      .status(303)
      .toPath(urlOf(base, withSealed(input, sealed), ctx))
  }

  async #find(ctx: HttpContext, search: Search, wanted: number): Promise<Found> {
    const { staff, tenant } = ctx
    const { counterIds } = staff!
    return tenant.run(async () => {
      const filter = await filterFor(search, ctx)
      const total = await countListed(filter, counterIds, MOST + 1)
      const page = Math.min(wanted, lastPage(total))
      const found = await listReservations(filter, {
        ...{ counterIds, order: orderOf(search, total) },
        ...{ offset: (page - 1) * PER_PAGE, limit: PER_PAGE, many: total > MOST },
      })
      const bookers = await bookerNames(
        found.map(({ bookerId }) => bookerId),
        tenant.municipality
      )
      const action = isNarrowed(search) ? 'search' : 'list'
      await recordSearch(search, { action, shown: found.length, found: found.length })
      await recordSeen(
        staff!,
        found.map(({ id }) => id)
      )
      return {
        reservations: found.map((one) => ({ ...one, booker: bookers.get(one.bookerId ?? '') })),
        ...{ total, page },
        looser: total === 0 ? await looserSearches(search, ctx) : [],
      }
    })
  }

  async #page(
    ctx: HttpContext,
    search: Search,
    found: Found,
    typed?: Record<string, any>,
    errors: Errors = []
  ) {
    const { i18n, staff, tenant, view } = ctx
    const { municipality } = tenant
    const fields = await fieldSetOf(applicationFields, municipality)
    const base = `/${municipality.slug}/staff/reservations`
    const query = queryOf(search, ctx)
    const tooMany = found.total > MOST
    const order = orderOf(search, found.total)
    return view.render('reservation::pages/staff/reservations', {
      ...found,
      ...{ base, errors, query, tooMany, most: MOST, order },
      total: Math.min(found.total, MOST),
      values: typed ?? { ...search.sealed, ...search.open },
      boxes: searchBoxes(fields, i18n),
      linkCodes: reservationSettings.read(municipality).link_code !== 'unused',
      directory: (await directoryOf(municipality)) !== undefined,
      ...(await tenant.run(async () => ({
        counters: await staffCounters(staff!.counterIds),
        types: await procedureTypes('staff'),
      }))),
      handlingWords: handlingWords(municipality),
      period: { ...periodOf(search), by: search.open.by ?? 'visit' },
      narrowed: isNarrowed(search) || hasSealed(search.sealed),
      searched: typed === undefined,
      columns: fields.columns(i18n, { hidePersonal: !staff!.can('reservation.view_personal') }),
      sorts: Object.fromEntries(
        LIST_ORDERS.map((by) => {
          const down = order.by === by && !order.down
          return [by, urlOf(base, { ...search, order: { by, down } }, ctx)]
        })
      ),
      paginator: {
        ...{ currentPage: found.page, perPage: PER_PAGE, baseUrl: base },
        total: tooMany ? undefined : found.total,
        lastPage: lastPage(found.total),
        queryString: query,
      },
    })
  }
}

/**
 * More than anybody pages through is shown in the order of the days asked for,
 * which an index has: sorting a year by anything else takes as long as reading it.
 */
function orderOf({ open, order }: Search, total: number): ListOrder {
  const days = open.by === 'received' ? 'received' : 'visit'
  return total > MOST ? { by: days, down: order.by === days && order.down } : order
}

const lastPage = (total: number) => Math.max(1, Math.ceil(Math.min(total, MOST) / PER_PAGE))
