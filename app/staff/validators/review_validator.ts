import vine from '@vinejs/vine'

/** The accounts somebody ticked on a page of the review. */
export const reviewValidator = vine.compile(
  vine.object({ accounts: vine.array(vine.string().uuid()).minLength(1).maxLength(100) })
)
