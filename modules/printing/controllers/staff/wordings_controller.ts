import type { HttpContext } from '@adonisjs/core/http'
import logger from '@adonisjs/core/services/logger'
import { DocumentError } from '#app/documents/main'
import { E_PAGE_NOT_FOUND } from '#app/http/main'
import { forStaff } from '#app/wording/main'
import { archiveWording, saveWording } from '../../actions/save_wording.js'
import { E_WORDING_MOVED_ON, E_WORDING_NAME_TAKEN } from '../../errors.js'
import type { LetterLayout } from '../../letter_layout.js'
import { letterLayoutsOf } from '../../letter_layouts.js'
import { currentLettering } from '../../lettering.js'
import { holdsSecret, letterFields } from '../../merge_fields.js'
import { overflowsIn, type OverflowPlace } from '../../overflow.js'
import { listPrinters, type Printer } from '../../queries/list_sheets.js'
import { findWording, listWordings, versionsOf } from '../../queries/wordings.js'
import { readWording } from '../../read_wording.js'
import { sampleLetter, samplePrint } from '../../sample_letters.js'
import { STARTERS } from '../../starter_wordings.js'
import { drawLetters, typesetTestLetters, type ToLookAt } from '../../typeset_letters.js'
import {
  wordingFromForm,
  wordingInForm,
  wordingValidator,
} from '../../validators/wording_validator.js'
import { PURPOSES, type WordingText } from '../../wording.js'
import type { Wrong } from './selected_residents.js'

/** What was typed, once it is a wording that can be shown. */
interface Typed {
  name: string
  after: number
  text: WordingText
  layout: LetterLayout
  /** The id of the printer of a test print. */
  printer?: string
}

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
  async #test(ctx: HttpContext, typed: Typed) {
    const printer = (await ctx.tenant.run(() => listPrinters())).find(
      ({ id }) => id === typed.printer
    )
    if (typed.printer && !printer) {
      const message = ctx.i18n.t('printing.staff.labels.printer_gone')
      return this.#refuse(ctx, [{ field: 'printer', message }])
    }
    const { pdf } = await typesetTestLetters(...(await sampleOf(ctx, typed, printer)))
    ctx.response.header('Cache-Control', 'no-store')
    ctx.response.header('Content-Type', 'application/pdf')
    ctx.response.header('Content-Disposition', 'inline; filename="test.pdf"')
    return ctx.response.send(pdf)
  }

  async #save(ctx: HttpContext, typed: Typed) {
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

/** A picture of what is in the form; nothing while that cannot be shown. */
async function previewOf(ctx: HttpContext, values: Record<string, unknown>) {
  const { typed } = await readTyped(ctx, values)
  if (!typed) return null
  try {
    const { svg, pages, notes } = await drawLetters(...(await sampleOf(ctx, typed)))
    return { svg, pages, overflows: overflowsOf(ctx, notes) }
  } catch (error) {
    if (!(error instanceof DocumentError)) throw error
    logger.error({ err: error }, 'a wording could not be drawn')
    return null
  }
}

async function readTyped(
  ctx: HttpContext,
  values: Record<string, unknown> = ctx.request.all()
): Promise<{ typed: Typed; mistakes?: undefined } | { typed?: undefined; mistakes: Wrong[] }> {
  const [invalid, input] = await ctx.request.tryValidateUsing(wordingValidator, { data: values })
  if (invalid) return { mistakes: invalid.messages as Wrong[] }
  const { stored, mistakes } = readWording(
    { name: input.name, ...wordingFromForm(input) },
    ctx.i18n,
    (await letteringOf(ctx)).glyphs
  )
  const layouts = await letterLayoutsOf(ctx.tenant.municipality)
  const layout = layouts.find(({ id }) => id === stored.layout)
  if (!layout) return { mistakes: [...mistakes, wrongIn(ctx, 'layout', 'layout_gone')] }
  if (holdsSecret(stored) && !layout.closed) mistakes.push(wrongIn(ctx, 'layout', 'not_closed'))
  if (mistakes.length > 0) return { mistakes }
  const { name, version, printer } = input
  return { typed: { name, after: version, text: stored, layout, printer } }
}

async function sampleOf(
  ctx: HttpContext,
  { name, text, layout }: Typed,
  printer?: Printer
): Promise<ToLookAt> {
  const { i18n, tenant } = ctx
  const about = { layout, municipality: tenant.municipality, i18n }
  const print = samplePrint({ name, ...text }, about, printer)
  const lettering = await letteringOf(ctx)
  return [[sampleLetter(print, lettering)], print, layout, lettering]
}

/** What to change where something does not fit. */
const MENDED_IN: Record<OverflowPlace, string> = {
  ...{ address: 'layout', address_place: 'address_x', body_place: 'body_x' },
  ...{ sender: 'sender', title: 'title', body: 'body', table: 'body', code: 'body', qr: 'body' },
}

const overflowsOf = (ctx: HttpContext, notes: unknown[]): Wrong[] =>
  [...overflowsIn(notes).values()]
    .flat()
    .map((place) => wrongIn(ctx, MENDED_IN[place], `does_not_fit.${place}`))

const letteringOf = ({ tenant }: HttpContext) => tenant.run(() => currentLettering())

const wrongIn = ({ i18n }: HttpContext, field: string, key: string): Wrong => ({
  field,
  message: i18n.t(`printing.staff.wordings.${key}`),
})

const baseOf = (tenant: HttpContext['tenant']) => `/${tenant.municipality.slug}/staff/printing`
