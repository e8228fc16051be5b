import vine from '@vinejs/vine'
import { text, yesOrNo } from '#app/http/main'

const secret = () => vine.string().maxLength(1000)
const optional = () => vine.string().maxLength(1000).nullable().optional()

export const operatorSignInValidator = vine.compile(
  vine.object({ login_id: text(100), password: secret(), code: optional() })
)

export const setUpValidator = vine.compile(
  vine.object({ password: secret(), again: secret(), offer: secret(), code: text(40) })
)

export const townValidator = vine.compile(
  vine.object({
    municipality_code: text(20).regex(/^\d{6}$/),
    slug: text(40).regex(/^[a-z][a-z0-9-]{1,39}$/),
    municipality_name: text(50),
    municipality_kana: text(100).regex(/^[ァ-ヶー・\s　]+$/),
    login_id: text(50).regex(/^[A-Za-z0-9][A-Za-z0-9._@-]{2,49}$/),
    staff_name: text(60),
    holds_resident_data: yesOrNo(),
  })
)
