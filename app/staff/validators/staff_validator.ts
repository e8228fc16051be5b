import vine from '@vinejs/vine'
import { optionalDay, optionalEmail, optionalLastDay, text, yesOrNo } from '#app/http/main'
import { ROLE_IDS } from '#app/module_kit/main'
import { toHalfWidth } from '#app/ui/main'

const sameAs = vine.createRule((value, other: string, field) => {
  if (value !== field.parent[other]) field.report('The {{ field }} differs', 'same', field)
})

/** 仮パスワード なし: the password its owner keeps, typed twice. */
export const givenPasswordValidator = vine.compile(
  vine.object({
    given_password: vine.string().maxLength(1000),
    given_password_again: vine.string().maxLength(1000).use(sameAs('given_password')),
  })
)

/** ST4 操作者情報登録・変更. */
export const staffValidator = vine.compile(
  vine.object({
    staff_name: text(60),
    login_id: vine
      .string()
      .parse((value) => (typeof value === 'string' ? toHalfWidth(value).trim() : value))
      .regex(/^[A-Za-z0-9][A-Za-z0-9._@-]{2,49}$/),
    email: optionalEmail(),
    role: vine.enum(ROLE_IDS),
    valid_from: optionalDay(),
    valid_until: optionalLastDay('valid_from'),
    suspended: yesOrNo(),
    counters: vine.array(vine.string().uuid()).maxLength(500).optional(),
  })
)
