import type { HttpContext } from '@adonisjs/core/http'
import { asYesOrNo } from '#app/http/main'
import { inForce } from '#app/module_system/main'
import { formatPostalCode } from '#app/ui/main'
import { updateMunicipality } from '../actions/update_municipality.js'
import { municipalityFacts } from '../queries/municipality_facts.js'
import { municipalityValidator } from '../validators/municipality_validator.js'

/** ST5 基本情報変更. */
export default class MunicipalityController {
  async render(ctx: HttpContext) {
    const facts = await ctx.tenant.run(() => municipalityFacts())
    return this.#page(ctx, facts, {
      ...facts,
      municipality_name: facts.name,
      municipality_kana: facts.name_kana,
      postal_code: facts.postal_code && formatPostalCode(facts.postal_code, { mark: false }),
      visible: asYesOrNo(facts.visible),
    })
  }

  async execute(ctx: HttpContext) {
    const { i18n, request, response, session, tenant } = ctx
    const [invalid, input] = await request.tryValidateUsing(municipalityValidator)
    if (invalid) {
      response.status(422)
      const facts = await tenant.run(() => municipalityFacts())
      return this.#page(ctx, facts, request.all(), invalid.messages)
    }
    const { municipality_name: name, municipality_kana: kana, ...rest } = input
    const n = await tenant.run(() => updateMunicipality({ name, name_kana: kana, ...rest }))
    session.flash('success', i18n.t(n > 0 ? 'core.municipality.saved' : 'core.words.unchanged'))
    return response.redirect().status(303).toPath(`/${tenant.municipality.slug}/staff/municipality`)
  }

  #page(
    { i18n, tenant, view }: HttpContext,
    facts: Awaited<ReturnType<typeof municipalityFacts>>,
    values: Record<string, unknown>,
    errors: unknown = []
  ) {
    const base = `/${tenant.municipality.slug}/staff`
    return view.render('pages/staff/municipality', {
      facts,
      values,
      errors,
      base,
      groups: inForce(tenant.municipality)
        .filter(({ settings }) => settings)
        .map(({ id, title }) => ({
          url: `${base}/settings/${id}`,
          label: i18n.t('core.settings.title', {
            title: i18n.t(title ?? 'core.settings.core_group'),
          }),
        })),
    })
  }
}
