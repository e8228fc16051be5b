import type { HttpContext } from '@adonisjs/core/http'
import { throttleGuesses } from '#app/http/main'
import { readReadableCode } from '#app/exchange/main'
import { toHalfWidth } from '#app/ui/main'
import { findByKey } from '../../queries/find_by_key.js'
import { passFor } from '../../reservation_pass.js'

/** RS8's door: 受付番号 and アクセスキー together open one reservation (R28). */
export default class LookUpController {
  async render({ response, view }: HttpContext) {
    response.header('Cache-Control', 'no-store')
    return view.render('reservation::pages/public/look_up', { values: {}, refused: false })
  }

  async execute(ctx: HttpContext) {
    const { request, response, tenant, view } = ctx
    const typedNumber = String(request.input('number') ?? '')
    const typedKey = String(request.input('key') ?? '')
    const { accepted, refused } = await throttleGuesses(ctx, 'look-up', typedKey)

    const number = Number(toHalfWidth(typedNumber).trim())
    const key = readReadableCode(typedKey)
    /** A key that cannot be one is looked up all the same: right and wrong shapes take equally long. */
    const id = await tenant.run(() =>
      findByKey(key ?? '', Number.isInteger(number) && number < 1e9 ? number : 0)
    )
    if (!id) {
      await refused()
      response.status(422).header('Cache-Control', 'no-store')
      return view.render('reservation::pages/public/look_up', {
        values: { number: typedNumber, key: typedKey },
        refused: true,
      })
    }
    await accepted()
    const pass = passFor(tenant.municipality.id, id)
    return response.redirect().status(303).toPath(`/${tenant.municipality.slug}/reservations/${pass}`)
  }
}
