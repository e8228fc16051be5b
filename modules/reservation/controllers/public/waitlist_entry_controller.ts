import type { HttpContext } from '@adonisjs/core/http'
import { withdrawFromWaitlist } from '../../actions/withdraw_from_waitlist.js'
import { E_ENTRY_NOT_FOUND } from '../../errors.js'
import { findEntry } from '../../queries/find_entry.js'
import { entryOf } from '../../reservation_pass.js'
import { offerToken } from '../../waitlist_code.js'

/** A place in a line as its holder sees it: how many are in front, or the seat that is held. */
export default class WaitlistEntryController {
  async render({ params, response, tenant, view }: HttpContext) {
    const id = entryOf(tenant.municipality.id, params.entry)
    const entry = await tenant.run(() => findEntry(id))
    if (!entry) throw new E_ENTRY_NOT_FOUND()
    const base = `/${tenant.municipality.slug}`
    response.header('Cache-Control', 'no-store')
    return view.render('reservation::pages/public/waitlist_entry', {
      entry,
      base: `${base}/waitlist/entries/${params.entry}`,
      holdUrl: `${base}/holds/${offerToken(entry.codeHash)}`,
    })
  }

  async withdraw({ params, response, tenant }: HttpContext) {
    const id = entryOf(tenant.municipality.id, params.entry)
    await tenant.run(() => withdrawFromWaitlist(id))
    return response
      .redirect()
      .status(303)
      .toPath(`/${tenant.municipality.slug}/waitlist/entries/${params.entry}`)
  }
}
