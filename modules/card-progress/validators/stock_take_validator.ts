import vine from '@vinejs/vine'
import { text } from '#app/http/main'
import { CSV_ENCODINGS } from '#app/ui/main'
import { bareOrNot, optionalShelf } from './bare_inputs.js'

export const stockTakeValidator = bareOrNot.compile(
  vine.object({ counter: vine.string().uuid(), shelf: optionalShelf() })
)

export const scanValidator = vine.compile(vine.object({ codes: text(2_000_000) }))

export const stockTakeExportValidator = vine.compile(
  vine.object({
    encoding: vine.enum(CSV_ENCODINGS),
    geta: vine.enum(['yes']).nullable().optional(),
  })
)
