import vine from '@vinejs/vine'

export const ownPasswordValidator = vine.compile(
  vine.object({
    current: vine.string().maxLength(1000),
    next: vine.string().maxLength(1000),
    again: vine.string().maxLength(1000),
  })
)
