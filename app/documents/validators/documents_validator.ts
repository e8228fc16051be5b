import vine from '@vinejs/vine'
import { blankIsNothing } from '#app/http/main'

/** What 印刷の一覧 can be asked for; an address that makes no sense shows everything. */
export const documentsValidator = vine.compile(
  vine.object({
    state: vine.enum(['running', 'done', 'ended']).parse(blankIsNothing).nullable().optional(),
    by: vine.enum(['me']).parse(blankIsNothing).nullable().optional(),
    before: vine
      .string()
      .regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/)
      .nullable()
      .optional(),
  })
)
