import vine from '@vinejs/vine'
import { text } from '#app/http/main'

export const partnerValidator = vine.compile(
  vine.object({ partner_key: text(1000), partner_fingerprint: text(100) })
)
