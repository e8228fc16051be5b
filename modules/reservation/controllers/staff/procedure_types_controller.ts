import type { HttpContext } from '@adonisjs/core/http'
import i18nManager from '@adonisjs/i18n/services/main'
import { asYesOrNo, E_PAGE_NOT_FOUND } from '#app/http/main'
import { saveProcedureType } from '../../actions/save_procedure_type.js'
import { E_TYPE_CODE_TAKEN } from '../../errors.js'
import { offerAt, type ProcedureType } from '../../procedure_type.js'
import { listProcedureTypes } from '../../queries/list_procedure_types.js'
import { procedureType } from '../../queries/procedure_types.js'
import { staffCounters } from '../../queries/staff_counters.js'
import {
  locales,
  nameField,
  procedureTypeValidator,
} from '../../validators/procedure_type_validator.js'

type Errors = { field?: string; message: string }[]

/** 手続種別: what residents come for, how long it takes, and where how much of it is done. */
export default class ProcedureTypesController {
  async index({ tenant, view }: HttpContext) {
    return view.render('reservation::pages/staff/procedure_types', {
      types: await tenant.run(listProcedureTypes),
      base: baseOf(tenant),
    })
  }

  async create(ctx: HttpContext) {
    return this.#page(ctx, null, {
      ...{ public: 'yes', collects_card: 'yes', in_use: 'yes', display_order: 0 },
    })
  }

  async store(ctx: HttpContext) {
    return this.#save(ctx, null)
  }

  async edit(ctx: HttpContext) {
    const type = await this.#find(ctx)
    const names = Object.entries(type.names).map(([locale, name]) => [nameField(locale), name])
    return this.#page(ctx, type, {
      ...Object.fromEntries(names),
      code: type.code,
      duration_minutes: type.durationMinutes,
      display_order: type.displayOrder,
      public: asYesOrNo(type.public),
      collects_card: asYesOrNo(type.collectsCard),
      in_use: asYesOrNo(!type.archived),
    })
  }

  async update(ctx: HttpContext) {
    return this.#save(ctx, await this.#find(ctx))
  }

  async #save(ctx: HttpContext, type: ProcedureType | null) {
    const { i18n, request, response, session, tenant } = ctx
    const [invalid, input] = await request.tryValidateUsing(procedureTypeValidator())
    if (invalid) return this.#refuse(ctx, type, invalid.messages)
    try {
      await tenant.run(() => saveProcedureType(type?.id ?? null, factsOf(input), offersOf(input)))
    } catch (error) {
      if (!(error instanceof E_TYPE_CODE_TAKEN)) throw error
      const message = i18n.t('reservation.staff.procedure_types.code_taken')
      return this.#refuse(ctx, type, [{ field: 'code', message }])
    }
    const name = input[nameField(i18nManager.defaultLocale)]
    session.flash('success', i18n.t('reservation.staff.procedure_types.saved', { name }))
    return response.redirect().status(303).toPath(baseOf(tenant))
  }

  #refuse(ctx: HttpContext, type: ProcedureType | null, errors: Errors) {
    ctx.response.status(422)
    return this.#page(ctx, type, ctx.request.all(), errors)
  }

  async #page(
    { tenant, view }: HttpContext,
    type: ProcedureType | null,
    values: Record<string, any>,
    errors: Errors = []
  ) {
    const counters = await tenant.run(() => staffCounters(null))
    return view.render('reservation::pages/staff/procedure_type', {
      ...{ type, values, errors, nameField },
      locales: locales().map((locale) => ({
        locale,
        language: i18nManager.getTranslationsFor(locale)['ui.language_name'],
        required: locale === i18nManager.defaultLocale,
      })),
      counters: counters.map((counter, i) => ({
        ...counter,
        ...shownOffer(values.counters?.[i], type, counter.id),
      })),
      base: baseOf(tenant),
    })
  }

  /** @throws E_PAGE_NOT_FOUND */
  async #find({ params, tenant }: HttpContext) {
    const type = await tenant.run(() => procedureType(params.procedure_type))
    if (!type) throw new E_PAGE_NOT_FOUND()
    return type
  }
}

const baseOf = (tenant: HttpContext['tenant']) =>
  `/${tenant.municipality.slug}/staff/procedure-types`

/** What was sent, or what is stored, or what counts where nothing is. */
function shownOffer(
  sent: { offered?: string; quota?: string } | undefined,
  type: ProcedureType | null,
  counterId: string
) {
  if (sent) return { offered: sent.offered === 'yes', quota: sent.quota }
  return type ? offerAt(type, counterId) : { offered: true, quota: null }
}

function factsOf(input: Record<string, any>) {
  const names = locales()
    .map((locale) => [locale, input[nameField(locale)]])
    .filter(([, name]) => name)
  const { code, duration_minutes, display_order, collects_card } = input
  const { public: isPublic, in_use: inUse } = input
  return {
    ...{ code, duration_minutes, display_order, collects_card },
    names: Object.fromEntries(names) as Record<string, string>,
    public: isPublic as boolean,
    archived: !inUse,
  }
}

const offersOf = ({ counters = [] }: Record<string, any>) =>
  (counters as { id: string; offered?: 'yes'; quota: number | null }[]).map(
    ({ id, offered, quota }) => ({ counterId: id, offered: offered === 'yes', quota })
  )
