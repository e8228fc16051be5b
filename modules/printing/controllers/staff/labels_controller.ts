import type { HttpContext } from '@adonisjs/core/http'
import type { Infer } from '@vinejs/vine/types'
import { documents } from '#app/documents/main'
import { barcodeSize, largestPointsWithin, QUIET_ZONE } from '../../barcode/barcode_size.js'
import type { LabelLayout } from '../../label_layout.js'
import { HONORIFICS, MAILS, MARKS } from '../../print_layout.js'
import { possibleOrders } from '../../print_order.js'
import { allSheets, listPrinters } from '../../queries/list_sheets.js'
import { labelsPerSheet } from '../../sheet.js'
import { BARCODE_CHOICES, labelsValidator } from '../../validators/printing_validators.js'
import { beginPrint, type AskedPrint } from './begin_print.js'
import {
  selectedInAddress,
  selectedResidents,
  whoCanBeSelected,
  type Wrong,
} from './selected_residents.js'

type Asked = Infer<typeof labelsValidator>

const USUAL = {
  ...{ selection: 'everybody', sheet: 'a4-12', start: '1', order: 'postal_code' },
  ...{ honorific: '様', mark: 'no_forwarding', barcode: 'largest', mail: 'undecided' },
}

/** 宛名ラベル: for whom, on what, how (R2, R75). */
export default class LabelsController {
  async render(ctx: HttpContext) {
    return this.#page(ctx, { ...USUAL, ...selectedInAddress(ctx.request.qs()) }, [])
  }

  async execute(ctx: HttpContext) {
    const [invalid, input] = await ctx.request.tryValidateUsing(labelsValidator)
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
      sheets: await allSheets(),
      printers: await listPrinters(),
    }))
    return view.render('printing::pages/staff/labels', {
      ...{ values, errors, ...selectable, ...lists },
      ...{
        orders: possibleOrders(tenant.municipality),
        honorifics: HONORIFICS,
        marks: MARKS,
        mails: MAILS,
        barcodes: BARCODE_CHOICES,
      },
      unavailable: (await documents.whyUnavailable()) !== null,
      base: `/${tenant.municipality.slug}/staff/printing`,
    })
  }
}

async function printOf(ctx: HttpContext, input: Asked): Promise<AskedPrint | Wrong> {
  const wrong = (field: string, key: string, data = {}) => ({
    field,
    message: ctx.i18n.t(`printing.staff.labels.${key}`, data),
  })
  const { sheets, printers } = await ctx.tenant.run(async () => ({
    sheets: await allSheets(),
    printers: await listPrinters(),
  }))
  const sheet = sheets.find(({ id }) => id === input.sheet)
  if (!sheet) return wrong('sheet', 'sheet_gone')
  const printer = printers.find(({ id }) => id === input.printer)
  if (input.printer && !printer) return wrong('printer', 'printer_gone')
  const most = labelsPerSheet(sheet)
  if (input.start > most) return wrong('start', 'start_too_large', { most })
  const points = pointsOf(input.barcode, sheet.width)
  if (points && barcodeSize(points).width + 2 * QUIET_ZONE > sheet.width) {
    return wrong('barcode', 'barcode_too_wide', { points })
  }
  const layout: LabelLayout = {
    ...{ sheet, points, start: input.start, order: input.order },
    ...{ honorific: input.honorific, mark: input.mark, mail: input.mail },
    ...{ printer: printer?.name ?? null, offset: { x: printer?.x ?? 0, y: printer?.y ?? 0 } },
  }
  return { kind: 'labels', layout }
}

const pointsOf = (choice: string, width: number): number | null =>
  choice === 'none'
    ? null
    : choice === 'largest'
      ? (largestPointsWithin(width) ?? null)
      : Number(choice)
