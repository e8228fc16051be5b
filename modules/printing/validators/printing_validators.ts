import vine from '@vinejs/vine'
import { blankIsNothing, text, wholeNumber } from '#app/http/main'
import { CSV_ENCODINGS, toHalfWidth } from '#app/ui/main'
import { USUAL_POINTS } from '../barcode/barcode_size.js'
import { HONORIFICS, MAILS, MARKS, PRINT_ORDERS } from '../print_layout.js'
import { WAITING_GROUPS } from '../queries/list_waiting.js'
import { A4 } from '../sheet.js'

export const millimetres = (min: number, max: number) =>
  vine
    .number()
    .parse((value) => (typeof value === 'string' ? toHalfWidth(value).trim() : value))
    .range([min, max])

export const anyId = () => vine.string().parse(blankIsNothing).maxLength(40)

export const BARCODE_CHOICES = ['largest', ...USUAL_POINTS.map(String), 'none'] as const

/** Who is to be printed. */
export const selection = () => ({
  selection: vine.enum(['everybody', 'search', 'link_codes', ...WAITING_GROUPS] as const),
  conditions: vine.string().maxLength(10_000).optional(),
  /** Of which print those left are meant. */
  again: anyId().uuid().optional(),
  run: anyId().uuid().optional().requiredWhen('selection', '=', 'link_codes'),
})

/** What the form for labels asks. */
export const labelsValidator = vine.compile(
  vine.object({
    ...selection(),
    sheet: anyId(),
    printer: anyId().optional(),
    start: wholeNumber(1, 100),
    order: vine.enum(PRINT_ORDERS),
    honorific: vine.enum(HONORIFICS),
    mark: vine.enum(MARKS),
    barcode: vine.enum(BARCODE_CHOICES),
    mail: vine.enum(MAILS),
  })
)

export const addressExportValidator = vine.compile(
  vine.object({
    encoding: vine.enum(CSV_ENCODINGS),
    /** 〓 in place of what CP932 does not have, after its places were shown. */
    geta: vine.enum(['yes']).nullable().optional(),
  })
)

export const sheetValidator = vine.compile(
  vine.object({
    name: text(60),
    width: millimetres(30, A4.width),
    height: millimetres(25, A4.height),
    columns: wholeNumber(1, 7),
    left: millimetres(0, 100),
    top: millimetres(0, 100),
    rows: wholeNumber(1, 11),
  })
)

export const printerValidator = vine.compile(
  vine.object({ name: text(60), x: millimetres(-20, 20), y: millimetres(-20, 20) })
)

export const framesValidator = vine.compile(
  vine.object({ sheet: anyId(), printer: anyId().optional() })
)
