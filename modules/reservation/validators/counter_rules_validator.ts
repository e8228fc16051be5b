import vine from '@vinejs/vine'
import { optionalMoment, optionalWholeNumber } from '#app/http/main'

export const counterRulesValidator = vine.compile(
  vine.object({
    opens_at: optionalMoment(),
    closes_at: optionalMoment('opens_at'),
    days_ahead: optionalWholeNumber(1, 366),
    days_before: optionalWholeNumber(0, 60),
    change_days_before: optionalWholeNumber(0, 60),
    cancel_days_before: optionalWholeNumber(0, 60),
  })
)
