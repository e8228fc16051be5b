import type { HttpContext } from '@adonisjs/core/http'
import { E_PAGE_NOT_FOUND } from '#app/http/main'
import { erasePerson } from '../actions/erase_person.js'
import { E_ERASURE_REFUSED } from '../errors.js'
import { collectPerson } from '../queries/collect_person.js'
import { previewErasure } from '../queries/preview_erasure.js'
import { baseOf, keyIn } from './person_controller.js'

/** 一人分の消去: first what would go and what would stay, then, said twice, the erasure. */
export default class ErasePersonController {
  render(ctx: HttpContext) {
    return this.#page(ctx)
  }

  async execute(ctx: HttpContext) {
    const { i18n, params, request, response, session, tenant } = ctx
    if (request.input('confirmed') !== 'yes') {
      return this.#page(ctx, 422, { confirmed: i18n.t('privacy.erase.not_confirmed') })
    }
    try {
      const n = await tenant.run(() => erasePerson(keyIn(params), i18n))
      session.flash('success', i18n.t('privacy.erase.done', { n }))
    } catch (error) {
      if (!(error instanceof E_ERASURE_REFUSED)) throw error
      return this.#page(ctx, 409)
    }
    return response
      .redirect()
      .status(303)
      .toPath(`/${tenant.municipality.slug}/staff/privacy/deletions`)
  }

  async #page(ctx: HttpContext, status = 200, errors: Record<string, string> = {}) {
    const { i18n, params, response, tenant, view } = ctx
    const preview = await tenant.run(async () => {
      const { keys, sections } = await collectPerson(keyIn(params), i18n)
      if (sections.length === 0) throw new E_PAGE_NOT_FOUND()
      return previewErasure(keys, i18n)
    })
    response.status(status).header('Cache-Control', 'no-store')
    return view.render('pages/staff/privacy/erase', { ...preview, errors, base: baseOf(ctx) })
  }
}
