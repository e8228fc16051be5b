import vine from '@vinejs/vine'
import { optionalText, requiredMoment, yesOrNo } from '#app/http/main'

export const noticeValidator = vine.compile(
  vine.object({
    shown_from: requiredMoment(),
    starts_at: requiredMoment('shown_from'),
    ends_at: requiredMoment('starts_at'),
    for_residents: yesOrNo(),
    note: optionalText(300),
  })
)
