import type { HttpContext } from '@adonisjs/core/http'
import logger from '@adonisjs/core/services/logger'
import { DocumentError } from '#app/documents/main'
import type { LetterLayout } from '../../letter_layout.js'
import { letterLayoutsOf } from '../../letter_layouts.js'
import { currentLettering } from '../../lettering.js'
import { holdsSecret } from '../../merge_fields.js'
import { overflowsIn, type OverflowPlace } from '../../overflow.js'
import type { Printer } from '../../queries/list_sheets.js'
import { readWording } from '../../read_wording.js'
import { sampleLetter, samplePrint } from '../../sample_letters.js'
import { drawLetters, type ToLookAt } from '../../typeset_letters.js'
import { wordingFromForm, wordingValidator } from '../../validators/wording_validator.js'
import type { WordingText } from '../../wording.js'
import type { Wrong } from './selected_residents.js'

/** What was typed, once it is a wording that can be shown. */
export interface TypedWording {
  name: string
  after: number
  text: WordingText
  layout: LetterLayout
  /** The id of the printer of a test print. */
  printer?: string
}

/** What is in the form as a wording, or what is wrong with it. */
export async function readTyped(
  ctx: HttpContext,
  values: Record<string, unknown> = ctx.request.all()
): Promise<
  { typed: TypedWording; mistakes?: undefined } | { typed?: undefined; mistakes: Wrong[] }
> {
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

/** A letter of it to somebody who does not exist. */
export async function sampleOf(
  ctx: HttpContext,
  { name, text, layout }: TypedWording,
  printer?: Printer
): Promise<ToLookAt> {
  const { i18n, tenant } = ctx
  const about = { layout, municipality: tenant.municipality, i18n }
  const print = samplePrint({ name, ...text }, about, printer)
  const lettering = await letteringOf(ctx)
  return [[sampleLetter(print, lettering)], print, layout, lettering]
}

/** A picture of what is in the form; nothing while that cannot be shown. */
export async function previewOf(ctx: HttpContext, values: Record<string, unknown>) {
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

/** What to change where something does not fit. */
const MENDED_IN: Record<OverflowPlace, string> = {
  ...{ address: 'layout', address_place: 'address_x', body_place: 'body_x' },
  ...{ sender: 'sender', title: 'title', body: 'body', table: 'body', code: 'body', qr: 'body' },
}

/** What does not fit on paper, each beside the field to change. */
export const overflowsOf = (ctx: HttpContext, notes: unknown[]): Wrong[] =>
  [...overflowsIn(notes).values()]
    .flat()
    .map((place) => wrongIn(ctx, MENDED_IN[place], `does_not_fit.${place}`))

const letteringOf = ({ tenant }: HttpContext) => tenant.run(() => currentLettering())

export const wrongIn = ({ i18n }: HttpContext, field: string, key: string): Wrong => ({
  field,
  message: i18n.t(`printing.staff.wordings.${key}`),
})
