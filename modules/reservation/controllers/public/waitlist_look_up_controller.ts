import type { HttpContext } from '@adonisjs/core/http'
import { throttleGuesses } from '#app/http/main'
import { readReadableCode } from '#app/exchange/main'
import { toHalfWidth } from '#app/ui/main'
import { findEntryByCode } from '../../queries/find_entry.js'
import { entryPassFor } from '../../reservation_pass.js'
import { waitlistCodeHash } from '../../waitlist_code.js'

/** The door to a place in a line: number and code together. */
export default class WaitlistLookUpController {
  async render({ response, view }: HttpContext) {
    response.header('Cache-Control', 'no-store')
    return view.render('reservation::pages/public/waitlist_look_up', { values: {}, refused: false })
  }

  async execute(ctx: HttpContext) {
    const { request, response, tenant, view } = ctx
    const number = String(request.input('number') ?? '')
    const typedCode = String(request.input('code') ?? '')
    const { accepted, refused } = await throttleGuesses(ctx, 'waitlist', typedCode)

    /** A code that cannot be one is looked up all the same, like an access key. */
    const codeHash = waitlistCodeHash(readReadableCode(typedCode) ?? '')
    const entry = await tenant.run(() => findEntryByCode(codeHash))
    if (!entry || entry.number !== Number(toHalfWidth(number).trim())) {
      await refused()
      response.status(422).header('Cache-Control', 'no-store')
      return view.render('reservation::pages/public/waitlist_look_up', {
        values: { number, code: typedCode },
        refused: true,
      })
    }
    await accepted()
    const pass = entryPassFor(tenant.municipality.id, entry.id)
    return response
      .redirect()
      .status(303)
      .toPath(`/${tenant.municipality.slug}/waitlist/entries/${pass}`)
  }
}
