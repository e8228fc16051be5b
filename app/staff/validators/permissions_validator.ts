import vine from '@vinejs/vine'

/** The ticked cells of the permission matrix, each `<role> <permission>`. */
export const permissionsValidator = vine.compile(
  vine.object({
    allowed: vine.array(vine.string().maxLength(200)).maxLength(5000).optional(),
  })
)
