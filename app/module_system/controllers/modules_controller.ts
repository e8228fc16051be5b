import type { HttpContext } from '@adonisjs/core/http'
import { E_PAGE_NOT_FOUND } from '#app/http/main'
import { coreManifest } from '../core_manifest.js'
import { installedModules } from '../installed_modules.js'
import { disableModule, enableModule, E_MODULE_SWITCH_REFUSED } from '../switch_module.js'

/** 機能の設定: which of the installed modules this municipality uses. */
export default class ModulesController {
  async index(ctx: HttpContext) {
    return this.#list(ctx)
  }

  async enable(ctx: HttpContext) {
    const { i18n, params, session, tenant } = ctx
    const { title } = installed(params.module)
    try {
      await tenant.run(() => enableModule(tenant.municipality, params.module))
    } catch (error) {
      return this.#refuse(ctx, error)
    }
    session.flash('success', i18n.t('core.modules.enabled', { title: i18n.t(title) }))
    return this.#back(ctx)
  }

  async confirm({ params, tenant, view }: HttpContext) {
    const manifest = installed(params.module)
    if (!tenant.municipality.modules.has(manifest.id)) throw new E_PAGE_NOT_FOUND()
    return view.render('pages/staff/modules/disable', {
      module: manifest,
      base: `/${tenant.municipality.slug}/staff/modules`,
    })
  }

  async disable(ctx: HttpContext) {
    const { i18n, params, session, tenant } = ctx
    const { title } = installed(params.module)
    try {
      await tenant.run(() => disableModule(tenant.municipality, params.module))
    } catch (error) {
      return this.#refuse(ctx, error)
    }
    session.flash('success', i18n.t('core.modules.disabled', { title: i18n.t(title) }))
    return this.#back(ctx)
  }

  #refuse(ctx: HttpContext, error: unknown) {
    if (!(error instanceof E_MODULE_SWITCH_REFUSED)) throw error
    ctx.response.status(409)
    return this.#list(ctx, sentences(error, ctx))
  }

  #back({ response, tenant }: HttpContext) {
    return response.redirect().status(303).toPath(`/${tenant.municipality.slug}/staff/modules`)
  }

  #list({ tenant, view }: HttpContext, refusals: string[] = []) {
    const { municipality } = tenant
    return view.render('pages/staff/modules/index', {
      refusals,
      base: `/${municipality.slug}/staff/modules`,
      settingsBase: `/${municipality.slug}/staff/settings`,
      core: coreManifest.id,
      modules: installedModules().map((manifest) => ({
        id: manifest.id,
        title: manifest.title,
        description: manifest.description,
        version: manifest.version,
        handlesResidentData: manifest.handlesResidentData,
        /** 住民情報を持たない: no button where the server would refuse. */
        mayEnable: municipality.holdsResidentData || !manifest.handlesResidentData,
        enabled: municipality.modules.has(manifest.id),
        hasSettings: manifest.settings !== undefined,
      })),
    })
  }
}

/** @throws E_PAGE_NOT_FOUND */
function installed(moduleId: string) {
  const manifest = installedModules().find(({ id }) => id === moduleId)
  if (!manifest) throw new E_PAGE_NOT_FOUND()
  return manifest
}

/** Why a module cannot be switched, and what to do first. */
function sentences({ kind, reasons }: E_MODULE_SWITCH_REFUSED, { i18n }: HttpContext): string[] {
  if (kind === 'busy') return reasons.map((key) => i18n.t(key))
  if (kind === 'resident_data') return [i18n.t('core.modules.refused.resident_data')]
  const titles = reasons.map((id) =>
    i18n.t(installedModules().find((m) => m.id === id)?.title ?? id)
  )
  return [i18n.t(`core.modules.refused.${kind}`, { modules: titles.join('、') })]
}
