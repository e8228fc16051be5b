import vine from '@vinejs/vine'

export const signInValidator = vine.compile(
  vine.object({
    login_id: vine.string().trim().maxLength(100),
    password: vine.string().maxLength(1000),
    next: vine.string().optional(),
  })
)
