import type { HttpContext } from '@adonisjs/core/http'
import { audit } from '#app/audit/main'
import { fieldSetOf, type FieldSet } from '#app/fields/main'
import { E_FORBIDDEN } from '#app/http/main'
import type { FieldValues } from '@madoguchi/module-kit'
import { assignLinkCode } from '../../actions/assign_link_codes.js'
import { changeResident, registerResident } from '../../actions/save_resident.js'
import { takeLinkCode } from '../../actions/take_link_code.js'
import type { BirthDate } from '../../birth_date.js'
import { E_LINK_CODE_NOT_TAKEN, E_RESIDENT_CHANGED, E_RESIDENT_NUMBER_TAKEN } from '../../errors.js'
import { forbiddenInForm } from '../../forbidden_numbers.js'
import { findResident, liveCodeOf, type FoundResident } from '../../queries/find_resident.js'
import { townTableInUse } from '../../queries/town_table_in_use.js'
import { placesFor, withPlace, type PlaceSuggestion } from '../../postal_suggestions.js'
import { residentSubject } from '../../resident_subject.js'
import { whyHidden } from '../../shown_resident.js'
import { residentValidator } from '../../validators/resident_validators.js'

type Errors = { field?: string; message: string }[]

/** 利用者情報登録 (PG3): registering a resident and changing what is registered. */
export default class EditResidentController {
  async create(ctx: HttpContext) {
    return this.#page(ctx, null, { issue_code: 'yes' })
  }

  async store(ctx: HttpContext) {
    const { request } = ctx
    return this.#save(ctx, null, async (number, values) => {
      const id = await registerResident(number, values)
      const took = await this.#takeCode(ctx, id, number)
      if (!took && request.input('issue_code') === 'yes' && mayGiveCode(ctx, null)) {
        await assignLinkCode(id)
      }
      return id
    })
  }

  async edit(ctx: HttpContext) {
    const resident = await this.#resident(ctx)
    await ctx.tenant.run(() =>
      audit.record({ action: 'residents.view', subject: { type: 'resident', id: resident.id } })
    )
    const birth = resident.values.birth_date as unknown as BirthDate | undefined
    return this.#page(ctx, resident, {
      ...resident.values,
      ...(birth && { birth_date: birth.text }),
      resident_number: resident.number,
      version: resident.version,
    })
  }

  async update(ctx: HttpContext) {
    const resident = await this.#resident(ctx)
    return this.#save(ctx, resident, async (number, values, fields, version) => {
      await changeResident(resident.id, version, number, values, fields)
      await this.#takeCode(ctx, resident.id, number)
      return resident.id
    })
  }

  /** A code that stands for their card already. @returns whether one was typed · @throws E_LINK_CODE_NOT_TAKEN */
  async #takeCode(ctx: HttpContext, id: string, number: string): Promise<boolean> {
    const typed = String(ctx.request.input('link_code') ?? '').trim()
    if (!typed || !ctx.staff!.can('resident-registry.issue_codes')) return false
    await takeLinkCode(id, number, typed)
    return true
  }

  /** @throws E_FORBIDDEN for whoever could change what they may not see */
  async #resident({ params, staff, tenant }: HttpContext): Promise<FoundResident> {
    const resident = await tenant.run(() => findResident(params.resident))
    if (whyHidden(resident.state, staff)) throw new E_FORBIDDEN()
    return resident
  }

  async #save(
    ctx: HttpContext,
    resident: FoundResident | null,
    save: (
      number: string,
      values: FieldValues,
      fields: FieldSet,
      version: number
    ) => Promise<string>
  ) {
    const { i18n, request, response, session, tenant } = ctx
    if (request.input('suggest') || request.input('take')) return this.#suggest(ctx, resident)
    const refuse = (errors: Errors, status = 422) => {
      response.status(status)
      return this.#page(ctx, resident, request.all(), errors)
    }
    const fields = await fieldSetOf(residentSubject, tenant.municipality)
    const [invalid, input] = await request.tryValidateUsing(residentValidator)
    const read = await fields.read('staff', request.all(), i18n)
    if (invalid || read.errors)
      return refuse([...(invalid?.messages ?? []), ...(read.errors ?? [])])
    const forbidden = forbiddenInForm(input.resident_number, read.values, fields)
    if (forbidden.length > 0) {
      return refuse(
        forbidden.map(({ key, kind }) => ({
          field: key === 'number' ? 'resident_number' : key,
          message: i18n.t(`resident-registry.staff.form.${kind}`),
        }))
      )
    }
    try {
      const id = await tenant.run(() =>
        save(input.resident_number, fields.storable(read.values), fields, input.version ?? 0)
      )
      session.flash('success', i18n.t('resident-registry.staff.form.saved'))
      return response
        .redirect()
        .status(303)
        .toPath(`${baseOf(tenant)}/${id}`)
    } catch (error) {
      if (error instanceof E_RESIDENT_NUMBER_TAKEN) {
        const message = i18n.t('resident-registry.staff.form.number_taken')
        return refuse([{ field: 'resident_number', message }])
      }
      if (error instanceof E_LINK_CODE_NOT_TAKEN) {
        const message = i18n.t(`resident-registry.staff.import.wrong.code_${error.reason}`)
        return refuse([{ field: 'link_code', message }])
      }
      if (error instanceof E_RESIDENT_CHANGED) {
        return refuse([{ message: i18n.t('resident-registry.staff.form.changed_meanwhile') }], 409)
      }
      throw error
    }
  }

  /** Nothing is stored; empty boxes are filled in once somebody chose what with. */
  async #suggest(ctx: HttpContext, resident: FoundResident | null) {
    const { take, ...values } = ctx.request.all()
    if (take) return this.#page(ctx, resident, withPlace(values, String(take)))
    return this.#page(
      ctx,
      resident,
      values,
      [],
      placesFor(values, await ctx.tenant.run(townTableInUse))
    )
  }

  async #page(
    ctx: HttpContext,
    resident: FoundResident | null,
    values: Record<string, unknown>,
    errors: Errors = [],
    places: PlaceSuggestion[] | null = null
  ) {
    const { i18n, response, tenant, view } = ctx
    const fields = await fieldSetOf(residentSubject, tenant.municipality)
    response.header('Cache-Control', 'no-store')
    return view.render('resident-registry::pages/staff/resident_form', {
      ...{ values, errors, places, base: baseOf(tenant) },
      resident: resident && { id: resident.id },
      inputs: fields.inputs('staff', i18n, values),
      mayGiveCode: mayGiveCode(ctx, resident),
    })
  }
}

const mayGiveCode = ({ staff }: HttpContext, resident: FoundResident | null) =>
  staff!.can('resident-registry.issue_codes') && !(resident && liveCodeOf(resident))

const baseOf = (tenant: HttpContext['tenant']) => `/${tenant.municipality.slug}/staff/residents`
