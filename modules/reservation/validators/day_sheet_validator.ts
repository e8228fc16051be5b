import vine from '@vinejs/vine'
import { optionalDay } from '#app/http/main'

export const daySheetValidator = vine.compile(
  vine.object({ date: optionalDay(), counter: vine.string().uuid() })
)
