import vine from '@vinejs/vine'
import { yesOrNo } from '#app/http/main'
import { HONORIFICS, MAILS, MARKS, PRINT_ORDERS } from '../print_layout.js'
import { anyId, selection } from './printing_validators.js'

/** What the form for letters asks. */
export const lettersValidator = vine.compile(
  vine.object({
    ...selection(),
    wording: anyId().uuid(),
    printer: anyId().optional(),
    order: vine.enum(PRINT_ORDERS),
    honorific: vine.enum(HONORIFICS),
    mark: vine.enum(MARKS),
    mail: vine.enum(MAILS),
    barcode: yesOrNo(),
    renew: yesOrNo(),
  })
)
