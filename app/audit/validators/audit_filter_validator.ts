import vine from '@vinejs/vine'
import { optionalDay, optionalLastDay, optionalText } from '#app/http/main'
import { ACTION_KINDS } from '../kinds.js'

/** Where a page of the log begins: time and number of the entry before it. */
export const CURSOR = /^(\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{6}Z)_(\d{1,18})$/

export const auditFilterValidator = vine.compile(
  vine.object({
    from: optionalDay(),
    until: optionalLastDay('from'),
    login: optionalText(100),
    area: vine
      .string()
      .regex(/^[a-z][a-z0-9_-]*$/)
      .nullable()
      .optional(),
    kind: vine.enum(ACTION_KINDS).nullable().optional(),
    subject_type: vine
      .string()
      .regex(/^[a-z][a-z0-9_]*$/)
      .nullable()
      .optional(),
    subject_id: optionalText(100),
    result: vine
      .enum(['ok', 'denied', 'failed'] as const)
      .nullable()
      .optional(),
    before: vine.string().regex(CURSOR).nullable().optional(),
  })
)
