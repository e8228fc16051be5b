import vine from '@vinejs/vine'
import { FOLLOW_UP_KINDS } from '../queries/follow_ups.js'
import { optionalDeadline, optionalPastDay } from './event_inputs.js'

export const followUpValidator = vine.compile(
  vine.object({
    kind: vine.enum(FOLLOW_UP_KINDS),
    decision: vine.enum(['confirm', 'dismiss']),
    ids: vine.array(vine.string().uuid()).minLength(1).maxLength(500),
    happened_on: optionalPastDay(),
    deadline: optionalDeadline(),
    token: vine.string().uuid(),
  })
)
