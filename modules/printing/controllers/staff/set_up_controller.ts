import type { HttpContext } from '@adonisjs/core/http'
import logger from '@adonisjs/core/services/logger'
import { documents, DocumentError, sendPdf } from '#app/documents/main'
import { E_PAGE_NOT_FOUND } from '#app/http/main'
import { removeFromSetUp, savePrinter, saveSheet } from '../../actions/change_set_up.js'
import { listCharacters } from '../../code_points.js'
import { allSheets, listPrinters, ownSheets } from '../../queries/list_sheets.js'
import { holdsAddresses } from '../../sample_labels.js'
import { COMMON_SHEETS, fitsOnPaper } from '../../sheet.js'
import { typesetFrames } from '../../typeset_labels.js'
import {
  framesValidator,
  printerValidator,
  sheetValidator,
} from '../../validators/printing_validators.js'

/** 用紙とプリンター: sheets of one's own, where each printer is off, and frames to see it. */
export default class SetUpController {
  async render(ctx: HttpContext) {
    return this.#page(ctx, {}, [])
  }

  async saveSheet(ctx: HttpContext) {
    const [invalid, sheet] = await ctx.request.tryValidateUsing(sheetValidator)
    if (invalid) return this.#refuse(ctx, invalid.messages)
    const refuse = (field: 'name' | 'width', why: string, data = {}) =>
      this.#refuse(ctx, [{ field, message: ctx.i18n.t(`printing.staff.set_up.${why}`, data) }])
    /** It is on no label, but names the file. */
    const missing = (await documents.glyphs(ctx.tenant.municipality)).missingIn(sheet.name)
    if (missing.length > 0)
      return refuse('name', 'unprintable', { characters: listCharacters(missing) })
    if (!fitsOnPaper(sheet)) return refuse('width', 'off_paper')
    try {
      if (!(await holdsAddresses({ id: '', ...sheet }))) return refuse('width', 'holds_nothing')
    } catch (error) {
      return this.#notTypeset(ctx, error)
    }
    await ctx.tenant.run(() => saveSheet(sheet))
    return this.#back(ctx, 'success', 'saved')
  }

  async savePrinter(ctx: HttpContext) {
    const [invalid, printer] = await ctx.request.tryValidateUsing(printerValidator)
    if (invalid) return this.#refuse(ctx, invalid.messages)
    await ctx.tenant.run(() => savePrinter(printer))
    return this.#back(ctx, 'success', 'saved')
  }

  async removeSheet(ctx: HttpContext) {
    return this.#remove(ctx, 'sheet', ctx.params.sheet)
  }

  async removePrinter(ctx: HttpContext) {
    return this.#remove(ctx, 'printer', ctx.params.printer)
  }

  /** 枠の試し刷り: what is printed on plain paper and held against a sheet of labels. */
  async frames(ctx: HttpContext) {
    const { request, response, tenant } = ctx
    const [invalid, asked] = await request.tryValidateUsing(framesValidator)
    /** Which sheet is chosen there. */
    if (invalid) return response.redirect().toPath(`${baseOf(tenant)}/set-up`)
    const { sheet, printer } = await tenant.run(async () => ({
      sheet: (await allSheets()).find(({ id }) => id === asked.sheet),
      printer: (await listPrinters()).find(({ id }) => id === asked.printer),
    }))
    if (!sheet || (asked.printer && !printer)) throw new E_PAGE_NOT_FOUND()
    const offset = { x: printer?.x ?? 0, y: printer?.y ?? 0 }
    try {
      const { pdf } = await typesetFrames({ sheet, offset })
      return sendPdf(ctx, 'frames', pdf)
    } catch (error) {
      return this.#notTypeset(ctx, error)
    }
  }

  #notTypeset(ctx: HttpContext, error: unknown) {
    if (!(error instanceof DocumentError)) throw error
    logger.error({ err: error }, 'labels could not be typeset')
    return this.#back(ctx, 'error', 'not_typeset')
  }

  async #remove(ctx: HttpContext, kind: 'sheet' | 'printer', id: string) {
    if (!(await ctx.tenant.run(() => removeFromSetUp(kind, id)))) throw new E_PAGE_NOT_FOUND()
    return this.#back(ctx, 'success', 'removed')
  }

  async #refuse(ctx: HttpContext, errors: unknown) {
    ctx.response.status(422)
    return this.#page(ctx, ctx.request.all(), errors)
  }

  #back({ i18n, response, session, tenant }: HttpContext, kind: string, done: string) {
    session.flash(kind, i18n.t(`printing.staff.set_up.${done}`))
    return response
      .redirect()
      .status(303)
      .toPath(`${baseOf(tenant)}/set-up`)
  }

  async #page({ tenant, view }: HttpContext, values: Record<string, unknown>, errors: unknown) {
    const lists = await tenant.run(async () => ({
      own: await ownSheets(),
      printers: await listPrinters(),
    }))
    return view.render('printing::pages/staff/set_up', {
      ...{ values, errors, ...lists, common: COMMON_SHEETS, base: baseOf(tenant) },
    })
  }
}

const baseOf = (tenant: HttpContext['tenant']) => `/${tenant.municipality.slug}/staff/printing`
