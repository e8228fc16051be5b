import type { HttpContext } from '@adonisjs/core/http'
import type { Infer } from '@vinejs/vine/types'
import { documents } from '#app/documents/main'
import { letterLayoutsOf } from '../../letter_layouts.js'
import { holdsSecret } from '../../merge_fields.js'
import { newLetterPrint } from '../../new_letter_print.js'
import { kindOf, kindOfLetter } from '../../print_kinds.js'
import { HONORIFICS, MAILS, MARKS } from '../../print_layout.js'
import { possibleOrders } from '../../print_order.js'
import { listPrinters } from '../../queries/list_sheets.js'
import { lettersOfPrint, listWordings } from '../../queries/wordings.js'
import { lettersValidator } from '../../validators/letters_validator.js'
import { beginPrint, type AskedPrint } from './begin_print.js'
import {
  isId,
  selectedInAddress,
  selectedResidents,
  whoCanBeSelected,
  type Wrong,
} from './selected_residents.js'

type Asked = Infer<typeof lettersValidator>

const USUAL = {
  ...{ selection: 'everybody', order: 'postal_code', honorific: '様' },
  ...{ mark: 'no_forwarding', mail: 'undecided', barcode: 'yes', renew: 'no' },
}

/** 通知書・案内文: which, for whom, how (R1, R77, R78). */
export default class LettersController {
  async render(ctx: HttpContext) {
    const { wording, ...asked } = ctx.request.qs()
    const selected = selectedInAddress(asked)
    const before = await lettersBefore(ctx, asked.again)
    /** Of those a print left, whoever was not held back by it has an ID by now, and needs another password. */
    const renews = before?.kind === 'credentials' && selected.selection !== 'held_back'
    return this.#page(
      ctx,
      {
        ...{ ...USUAL, ...selected },
        ...{ wording: wording ?? before?.wording, renew: renews ? 'yes' : USUAL.renew },
      },
      []
    )
  }

  async execute(ctx: HttpContext) {
    const [invalid, input] = await ctx.request.tryValidateUsing(lettersValidator)
    if (invalid) return this.#refuse(ctx, invalid.messages)
    const wrong = await beginPrint(
      ctx,
      await selectedResidents(ctx, input),
      await printOf(ctx, input)
    )
    if (wrong.length > 0) return this.#refuse(ctx, wrong)
  }

  async #refuse(ctx: HttpContext, errors: unknown) {
    ctx.response.status(422)
    return this.#page(ctx, ctx.request.all(), errors)
  }

  async #page(ctx: HttpContext, values: Record<string, unknown>, errors: unknown) {
    const { tenant, view } = ctx
    const selectable = await whoCanBeSelected(ctx, values)
    const lists = await tenant.run(async () => ({
      wordings: await listWordings(),
      printers: await listPrinters(),
    }))
    return view.render('printing::pages/staff/letters', {
      ...{ values, errors, ...selectable, ...lists },
      ...{ orders: possibleOrders(tenant.municipality) },
      ...{ honorifics: HONORIFICS, marks: MARKS, mails: MAILS },
      issuing: lists.wordings.some(({ text }) => holdsSecret(text)),
      unavailable: (await documents.whyUnavailable()) !== null,
      base: `/${tenant.municipality.slug}/staff/printing`,
    })
  }
}

/** What those who are printed again were to be sent. */
const lettersBefore = (ctx: HttpContext, again: unknown) =>
  isId(again) ? ctx.tenant.run(() => lettersOfPrint(again)) : undefined

async function printOf(ctx: HttpContext, input: Asked): Promise<AskedPrint | Wrong> {
  const { i18n, staff, tenant } = ctx
  const wrong = (field: string, key: string) => ({
    field,
    message: i18n.t(`printing.staff.${key}`),
  })
  const { wordings, printers } = await tenant.run(async () => ({
    wordings: await listWordings(),
    printers: await listPrinters(),
  }))
  const wording = wordings.find(({ id }) => id === input.wording)
  if (!wording) return wrong('wording', 'letters.wording_gone')
  const kind = kindOfLetter(wording.text)
  const { permission } = kindOf(kind)
  if (permission && !staff!.can(permission)) return wrong('wording', 'letters.may_not_issue')
  const layouts = await letterLayoutsOf(tenant.municipality)
  const layout = layouts.find(({ id }) => id === wording.text.layout)
  if (!layout) return wrong('wording', 'wordings.layout_gone')
  const printer = printers.find(({ id }) => id === input.printer)
  if (input.printer && !printer) return wrong('printer', 'labels.printer_gone')
  const { id, name, version, text } = wording
  const print = newLetterPrint({
    ...{ layout, i18n, municipality: tenant.municipality, wording: { id, name, version, ...text } },
    how: {
      ...{ order: input.order, honorific: input.honorific, mark: input.mark },
      mail: input.mail === 'undecided' ? (layout.mail ?? 'undecided') : input.mail,
      ...{ printer: printer?.name ?? null, offset: { x: printer?.x ?? 0, y: printer?.y ?? 0 } },
      ...{ barcode: input.barcode, renew: input.renew },
    },
  })
  return { kind, layout: print }
}
