import type { HttpContext } from '@adonisjs/core/http'
import { saveStatuses } from '../../actions/save_statuses.js'
import { BROCHURE_CODES, CODES } from '../../progress_codes.js'
import { statusWords } from '../../queries/status_words.js'
import { statusesValidator } from '../../validators/statuses_validator.js'

type Errors = { field: string; message: string }[]

/** PG6 状況の名称: what each is called, and which are used (R101). */
export default class StatusesController {
  async render(ctx: HttpContext) {
    return this.#page(ctx, [])
  }

  async execute(ctx: HttpContext) {
    const { i18n, request, response, session, tenant } = ctx
    const [invalid, input] = await request.tryValidateUsing(statusesValidator)
    if (invalid) {
      response.status(422)
      return this.#page(ctx, invalid.messages, request.all())
    }
    await tenant.run(() =>
      saveStatuses(
        CODES.map((code) => ({
          code,
          name: input.names[code] ?? null,
          inUse: input.used.includes(code),
        }))
      )
    )
    session.flash('success', i18n.t('card-progress.staff.statuses.saved'))
    return response
      .redirect()
      .status(303)
      .toPath(`/${tenant.municipality.slug}/staff/progress/statuses`)
  }

  async #page({ i18n, tenant, view }: HttpContext, errors: Errors, typed?: Record<string, any>) {
    const words = await tenant.run(() => statusWords(i18n))
    const used = typed ? [typed.used ?? []].flat() : CODES.filter((code) => words.inUse(code))
    return view.render('card-progress::pages/staff/statuses', {
      errors,
      rows: CODES.map((code) => ({
        code,
        usual: words.usual(code),
        name:
          typed?.names?.[code] ?? (words.name(code) === words.usual(code) ? '' : words.name(code)),
        inUse: used.includes(code),
        inBrochure: BROCHURE_CODES.includes(code),
      })),
      base: `/${tenant.municipality.slug}/staff/progress`,
    })
  }
}
