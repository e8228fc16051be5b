import type { HttpContext } from '@adonisjs/core/http'
import { E_PAGE_NOT_FOUND } from '#app/http/main'
import {
  disableModule,
  enableModule,
  E_MODULE_SWITCH_REFUSED,
  installedModules,
} from '#app/module_system/main'
import { keepForOnce, takeOnce } from '#app/staff/main'
import { municipalities, suspendMunicipality, tenancy, type Municipality } from '#app/tenancy/main'
import { createMunicipality } from '../actions/create_municipality.js'
import { E_PROVISIONING_REFUSED } from '../errors.js'
import { municipalitiesInUse } from '../queries/usage.js'
import { record } from '../record.js'
import { townValidator } from '../validators/operator_validators.js'

/** The municipalities of the deployment: which there are, how much they use, what is on. Never what they hold. */
export default class MunicipalitiesController {
  async index({ view }: HttpContext) {
    const all = await municipalitiesInUse()
    return view.render('pages/operator/municipalities', { all })
  }

  async create(ctx: HttpContext) {
    return this.#form(ctx, { holds_resident_data: 'yes' }, {})
  }

  async store(ctx: HttpContext) {
    const { i18n, request, response, session } = ctx
    const refuse = (errors: unknown) => {
      response.status(422)
      return this.#form(ctx, request.all(), errors)
    }
    const [invalid, input] = await request.tryValidateUsing(townValidator)
    if (invalid) return refuse(invalid.messages)
    const { municipality_code: code } = input
    try {
      const password = await createMunicipality({
        code,
        slug: input.slug,
        name: input.municipality_name,
        nameKana: input.municipality_kana,
        adminLogin: input.login_id,
        adminName: input.staff_name,
        holdsResidentData: input.holds_resident_data,
      })
      keepForOnce(session, `first of ${code}`, `${input.login_id} ${password}`)
    } catch (error) {
      if (!(error instanceof E_PROVISIONING_REFUSED)) throw error
      return refuse({ [FIELDS[error.field] ?? error.field]: i18n.t(error.message) })
    }
    await this.#record(ctx, 'municipality.create', code)
    return response.redirect().status(303).toPath(`/operator/municipalities/${code}`)
  }

  async show(ctx: HttpContext) {
    return this.#page(ctx, await find(ctx))
  }

  async askToSuspend(ctx: HttpContext) {
    const municipality = await find(ctx)
    if (municipality.suspended) return back(ctx, municipality)
    return ctx.view.render('pages/operator/suspend', { town: municipality })
  }

  /** Closing shuts out everybody of a municipality: only the page that says so does it. */
  async suspend(ctx: HttpContext) {
    const municipality = await find(ctx)
    const suspended = ctx.params.change === 'suspend'
    if (suspended && ctx.request.input('confirmed') !== 'yes') {
      const { code } = municipality
      return ctx.response.redirect().status(303).toPath(`/operator/municipalities/${code}/suspend`)
    }
    if (await suspendMunicipality(municipality.id, suspended)) {
      await this.#record(ctx, `municipality.${ctx.params.change}`, municipality.code)
    }
    ctx.session.flash('success', ctx.i18n.t(`operator.municipalities.done.${ctx.params.change}`))
    return back(ctx, municipality)
  }

  async askToDisable(ctx: HttpContext) {
    const municipality = await find(ctx)
    const module = installedModules().find(({ id }) => id === ctx.params.module)
    if (!module || !municipality.modules.has(module.id)) return back(ctx, municipality)
    return ctx.view.render('pages/operator/disable_module', { town: municipality, module })
  }

  /** Switching off shuts a whole municipality's pages: only the page that says so does it. */
  async switchModule(ctx: HttpContext) {
    const municipality = await find(ctx)
    const { module: id, change } = ctx.params
    if (change === 'disable' && ctx.request.input('confirmed') !== 'yes') {
      const { code } = municipality
      return ctx.response
        .redirect()
        .status(303)
        .toPath(`/operator/municipalities/${code}/modules/${id}/disable`)
    }
    const work = change === 'enable' ? enableModule : disableModule
    try {
      await tenancy.run(municipality, () => work(municipality, id))
    } catch (error) {
      if (!(error instanceof E_MODULE_SWITCH_REFUSED)) throw error
      const why = error.kind === 'resident_data' ? 'resident_data' : 'module'
      ctx.session.flash('error', ctx.i18n.t(`operator.refused.${why}`))
      return back(ctx, municipality)
    }
    await this.#record(ctx, `module.${change}`, municipality.code, { module: id })
    ctx.session.flash('success', ctx.i18n.t(`operator.municipalities.done.${change}`))
    return back(ctx, municipality)
  }

  async #record(
    { operator, request }: HttpContext,
    action: string,
    municipality: string,
    detail?: Record<string, unknown>
  ) {
    const { loginId } = operator!
    await record({ loginId, address: request.ip(), action, municipality, detail })
  }

  #form({ view }: HttpContext, values: Record<string, unknown>, errors: unknown) {
    return view.render('pages/operator/municipality_form', { values, errors })
  }

  #page({ session, view }: HttpContext, municipality: Municipality) {
    const [login, password] = takeOnce(session, `first of ${municipality.code}`)?.split(' ') ?? []
    return view.render('pages/operator/municipality', {
      town: municipality,
      first: login && { login, password },
      modules: installedModules().map(({ id, title, description, handlesResidentData }) => ({
        id,
        title,
        description,
        enabled: municipality.modules.has(id),
        mayEnable: municipality.holdsResidentData || !handlesResidentData,
      })),
    })
  }
}

/** What the form calls the fields an action refuses. */
const FIELDS: Record<string, string> = { code: 'municipality_code' }

/** @throws E_PAGE_NOT_FOUND */
async function find({ params }: HttpContext): Promise<Municipality> {
  const found = (await municipalities.all()).find(({ code }) => code === params.code)
  if (!found) throw new E_PAGE_NOT_FOUND()
  return found
}

const back = ({ response }: HttpContext, { code }: Municipality) =>
  response.redirect().status(303).toPath(`/operator/municipalities/${code}`)
