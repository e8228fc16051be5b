import type { HttpContext } from '@adonisjs/core/http'
import { asYesOrNo } from '#app/http/main'
import { E_PAGE_NOT_FOUND } from '#app/http/main'
import { inForce } from '#app/module_system/main'
import type { SettingsGroup } from '#app/module_kit/main'
import type { Municipality } from '#app/tenancy/main'
import { saveSettings } from '../actions/save_settings.js'
import { E_SETTINGS_REFUSED } from '../errors.js'
import { settingsMessages, settingsValidator } from '../settings_validator.js'

/** The settings of one module (or of the core): a form that follows from their definitions. */
export default class SettingsController {
  async render(ctx: HttpContext) {
    const { group, title } = groupOf(ctx.tenant.municipality, ctx.params.module)
    const values = Object.entries(group.read(ctx.tenant.municipality)).map(([key, value]) => [
      key,
      typeof value === 'boolean' ? asYesOrNo(value) : value,
    ])
    return this.#page(ctx, group, title, Object.fromEntries(values), [])
  }

  async execute(ctx: HttpContext) {
    const { i18n, params, request, response, session, tenant } = ctx
    const { group, title } = groupOf(tenant.municipality, params.module)
    const [invalid, values] = await request.tryValidateUsing(settingsValidator(group), {
      messagesProvider: settingsMessages(group, i18n),
    })
    const refuse = (errors: unknown) => {
      response.status(422)
      return this.#page(ctx, group, title, request.all(), errors)
    }
    if (invalid) return refuse(invalid.messages)
    try {
      const changed = await tenant.run(() => saveSettings(group, values as Record<string, unknown>))
      const said = changed.length > 0 ? 'core.settings.saved' : 'core.words.unchanged'
      session.flash('success', i18n.t(said, { n: changed.length }))
    } catch (error) {
      if (!(error instanceof E_SETTINGS_REFUSED)) throw error
      const { key, message, data } = error.refusal
      return refuse({ [key]: i18n.t(message, data) })
    }
    return response
      .redirect()
      .status(303)
      .toPath(`/${tenant.municipality.slug}/staff/settings/${params.module}`)
  }

  #page(
    { params, tenant, view }: HttpContext,
    group: SettingsGroup,
    title: string,
    values: Record<string, unknown>,
    errors: unknown
  ) {
    const base = `/${tenant.municipality.slug}/staff`
    return view.render('pages/staff/settings', {
      title,
      values,
      errors,
      definitions: Object.entries(group.definitions).map(([key, definition]) => ({
        key,
        ...definition,
      })),
      action: `${base}/settings/${params.module}`,
      base,
    })
  }
}

/** @throws E_PAGE_NOT_FOUND for a module without settings or not in force here */
function groupOf(municipality: Municipality, moduleId: string) {
  const manifest = inForce(municipality).find(({ id }) => id === moduleId)
  if (!manifest?.settings) throw new E_PAGE_NOT_FOUND()
  return {
    group: manifest.settings as SettingsGroup,
    title: manifest.title ?? 'core.settings.core_group',
  }
}
