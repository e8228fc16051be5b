import type { HttpContext } from '@adonisjs/core/http'
import logger from '@adonisjs/core/services/logger'
import { DocumentError, sendPdf } from '#app/documents/main'
import { E_PAGE_NOT_FOUND } from '#app/http/main'
import { forStaff } from '#app/wording/main'
import { archiveWording, saveWording } from '../../actions/save_wording.js'
import { E_WORDING_MOVED_ON, E_WORDING_NAME_TAKEN } from '../../errors.js'
import { letterLayoutsOf } from '../../letter_layouts.js'
import { holdsSecret, letterFields } from '../../merge_fields.js'
import { listPrinters } from '../../queries/list_sheets.js'
import { findWording, listWordings, versionsOf } from '../../queries/wordings.js'
import { STARTERS } from '../../starter_wordings.js'
import { drawLetters, typesetTestLetters } from '../../typeset_letters.js'
import { wordingInForm } from '../../validators/wording_validator.js'
import { PURPOSES, type WordingText } from '../../wording.js'
import type { Wrong } from './selected_residents.js'
import {
  overflowsOf,
  previewOf,
  readTyped,
  sampleOf,
  wrongIn,
  type TypedWording,
} from './typed_wording.js'

/** 文面: what letters say, beside how they look (R77, R78). */
export default class WordingsController {
  async list({ tenant, view }: HttpContext) {
    return view.render('printing::pages/staff/wordings', {
      wordings: await tenant.run(() => listWordings()),
      layouts: await letterLayoutsOf(tenant.municipality),
      starters: Object.entries(STARTERS)
        .filter(([, text]) => tenant.municipality.modules.has('accounts') || !holdsSecret(text))
        .map(([id, { name }]) => ({ id, name })),
      base: baseOf(tenant),
    })
  }

  async create(ctx: HttpContext) {
    const asked = String(ctx.request.qs().starter)
    const { name, ...text } = STARTERS[Object.hasOwn(STARTERS, asked) ? asked : 'notice']
    return this.#page(ctx, this.#values(ctx, name, text, 0), [])
  }

  async edit(ctx: HttpContext) {
    const { params, request, tenant } = ctx
    const asked = Number(request.qs().version)
    const { name, text, latest } = await tenant.run(async () => ({
      ...(await findWording(
        params.wording,
        Number.isInteger(asked) && asked > 0 ? asked : undefined
      )),
      latest: (await findWording(params.wording)).version,
    }))
    return this.#page(ctx, this.#values(ctx, name, text, latest), [])
  }

  /** Saves, or only shows or prints how it would look: the button says which. */
  async execute(ctx: HttpContext) {
    const { params, request, response } = ctx
    if (params.wording) await ctx.tenant.run(() => findWording(params.wording))
    const wants = request.header('x-up-validate') ? 'preview' : request.input('do')
    const { typed, mistakes } = await readTyped(ctx)
    if (!typed) {
      response.status(422)
      return this.#page(ctx, request.all(), mistakes)
    }
    if (wants === 'preview') return this.#page(ctx, request.all(), [])
    try {
      return await (wants === 'test' ? this.#test(ctx, typed) : this.#save(ctx, typed))
    } catch (error) {
      if (!(error instanceof DocumentError)) throw error
      logger.error({ err: error }, 'a wording could not be typeset')
      response.status(error.status)
      return this.#page(ctx, request.all(), [wrongIn(ctx, 'body', 'not_typeset')])
    }
  }

  async archive({ i18n, params, response, session, tenant }: HttpContext) {
    if (!(await tenant.run(() => archiveWording(params.wording)))) throw new E_PAGE_NOT_FOUND()
    session.flash('success', i18n.t('printing.staff.wordings.archived'))
    return response
      .redirect()
      .status(303)
      .toPath(`${baseOf(tenant)}/wordings`)
  }

  /** 試し刷り: on plain paper, with frames where the address and the boxes are. */
  async #test(ctx: HttpContext, typed: TypedWording) {
    const printer = (await ctx.tenant.run(() => listPrinters())).find(
      ({ id }) => id === typed.printer
    )
    if (typed.printer && !printer) {
      const message = ctx.i18n.t('printing.staff.labels.printer_gone')
      return this.#refuse(ctx, [{ field: 'printer', message }])
    }
    const { pdf } = await typesetTestLetters(...(await sampleOf(ctx, typed, printer)))
    return sendPdf(ctx, 'test', pdf)
  }

  async #save(ctx: HttpContext, typed: TypedWording) {
    const { i18n, params, response, session, staff, tenant } = ctx
    const { notes } = await drawLetters(...(await sampleOf(ctx, typed)))
    const wrong = overflowsOf(ctx, notes)
    if (wrong.length > 0) return this.#refuse(ctx, wrong)
    try {
      const { name, after, text } = typed
      const id = await tenant.run(() =>
        saveWording({ id: params.wording ?? null, name, text, after, staffId: staff!.id })
      )
      session.flash('success', i18n.t('printing.staff.wordings.saved'))
      return response
        .redirect()
        .status(303)
        .toPath(`${baseOf(tenant)}/wordings/${id}`)
    } catch (error) {
      const refuse = (why: string) => this.#refuse(ctx, [wrongIn(ctx, 'name', why)])
      if (error instanceof E_WORDING_NAME_TAKEN) return refuse('name_taken')
      if (error instanceof E_WORDING_MOVED_ON) return refuse('moved_on')
      throw error
    }
  }

  #refuse(ctx: HttpContext, errors: Wrong[]) {
    ctx.response.status(422)
    return this.#page(ctx, ctx.request.all(), errors)
  }

  #values({ i18n }: HttpContext, name: string, text: WordingText, version: number) {
    const fields = letterFields(i18n)
    const shown = (stored: string) => forStaff(stored, fields)
    return {
      ...{ name, version, ...wordingInForm(text) },
      ...{ title: shown(text.title), body: shown(text.body), sender: shown(text.sender) },
    }
  }

  async #page(ctx: HttpContext, values: Record<string, unknown>, errors: Wrong[]) {
    const { i18n, params, tenant, view } = ctx
    const { wording } = params
    return view.render('printing::pages/staff/wording', {
      ...{ values, errors, purposes: PURPOSES, wording: wording ?? null },
      layouts: await letterLayoutsOf(tenant.municipality),
      fields: letterFields(i18n),
      printers: await tenant.run(() => listPrinters()),
      versions: wording ? await tenant.run(() => versionsOf(wording)) : [],
      preview: await previewOf(ctx, values),
      base: baseOf(tenant),
    })
  }
}

const baseOf = (tenant: HttpContext['tenant']) => `/${tenant.municipality.slug}/staff/printing`
