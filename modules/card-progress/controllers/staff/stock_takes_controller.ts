import type { HttpContext } from '@adonisjs/core/http'
import { E_PAGE_NOT_FOUND } from '#app/http/main'
import { closeStockTake, openStockTake, scanStock } from '../../actions/take_stock.js'
import { pageOf } from '../../paging.js'
import { staffCounters } from '../../queries/staff_counters.js'
import { statusWords } from '../../queries/status_words.js'
import { countFindings, stockDifferences } from '../../queries/stock_findings.js'
import { countStockTakes, findStockTake, listStockTakes } from '../../queries/stock_takes.js'
import { readTypedCodes, showTyped } from '../../typed_codes.js'
import { scanValidator, stockTakeValidator } from '../../validators/stock_take_validator.js'

type Errors = { field: string; message: string }[]

/** 棚卸: scan what lies there, see what differs. */
export default class StockTakesController {
  async index(ctx: HttpContext) {
    return this.#list(ctx, {}, [])
  }

  async open(ctx: HttpContext) {
    const { request, response, staff, tenant } = ctx
    const [invalid, input] = await request.tryValidateUsing(stockTakeValidator, {
      meta: ctx.tenant.municipality,
    })
    if (invalid) {
      response.status(422)
      return this.#list(ctx, request.all(), invalid.messages)
    }
    const id = await tenant.run(() =>
      openStockTake({
        ...{ counterId: input.counter, shelf: input.shelf, counterIds: staff!.counterIds },
      })
    )
    return response.redirect().status(303).toPath(this.#address(ctx, id))
  }

  async show(ctx: HttpContext) {
    return this.#page(ctx, [])
  }

  async scan(ctx: HttpContext) {
    const { i18n, params, request, response, session, tenant } = ctx
    await this.#find(ctx)
    const [invalid, input] = await request.tryValidateUsing(scanValidator)
    if (invalid) {
      response.status(422)
      return this.#page(ctx, invalid.messages)
    }
    const codes = readTypedCodes(input.codes)
    const added = await tenant.run(() => scanStock(params.stock_take, codes))
    session.flash(
      'success',
      i18n.t('card-progress.staff.stock_takes.scanned', { n: codes.length, added })
    )
    return response.redirect().status(303).toPath(this.#address(ctx, params.stock_take))
  }

  async close(ctx: HttpContext) {
    const { i18n, params, response, session, tenant } = ctx
    await this.#find(ctx)
    await tenant.run(() => closeStockTake(params.stock_take))
    session.flash('success', i18n.t('card-progress.staff.stock_takes.closed'))
    return response.redirect().status(303).toPath(this.#address(ctx, params.stock_take))
  }

  async #find({ params, staff, tenant }: HttpContext) {
    const take = await tenant.run(() => findStockTake(params.stock_take, staff!.counterIds))
    if (!take) throw new E_PAGE_NOT_FOUND()
    return take
  }

  async #page(ctx: HttpContext, errors: Errors) {
    const { i18n, tenant, view } = ctx
    const take = await this.#find(ctx)
    const isClosed = take.closedAt !== null
    const base = `/${tenant.municipality.slug}/staff/progress`
    const shown = await tenant.run(async () => {
      const counts = await countFindings(take.id, isClosed)
      const { there = 0, ...different } = counts
      const total = Object.values(different).reduce((sum, n) => sum + n, 0)
      const { page, paginator } = pageOf(ctx, total, `${base}/stock-takes/${take.id}`)
      const differences = await stockDifferences(take.id, isClosed, page)
      return { counts, differences, paginator, words: await statusWords(i18n) }
    })
    return view.render('card-progress::pages/staff/stock_take', {
      ...{ ...shown, take, errors, base },
      showCode: (typed: string) => showTyped(typed, i18n),
    })
  }

  async #list(ctx: HttpContext, values: object, errors: Errors) {
    const { staff, tenant, view } = ctx
    const base = `/${tenant.municipality.slug}/staff/progress`
    const { counterIds } = staff!
    const shown = await tenant.run(async () => {
      const total = await countStockTakes(counterIds)
      const { page, paginator } = pageOf(ctx, total, `${base}/stock-takes`)
      const counters = await staffCounters(counterIds)
      return { takes: await listStockTakes(counterIds, page), paginator, counters }
    })
    return view.render('card-progress::pages/staff/stock_takes', {
      ...{ ...shown, values, errors, base },
    })
  }

  #address({ tenant }: HttpContext, id: string) {
    return `/${tenant.municipality.slug}/staff/progress/stock-takes/${id}`
  }
}
