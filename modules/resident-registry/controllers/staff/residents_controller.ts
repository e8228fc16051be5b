import type { HttpContext } from '@adonisjs/core/http'
import { audit } from '#app/audit/main'
import { fieldSetOf } from '#app/fields/main'
import { howCodeEnded } from '../../how_code_ended.js'
import { areSomeNotIndexed, MOST, searchResidents } from '../../queries/search_residents.js'
import { RESIDENT_STATES } from '../../resident.js'
import { residentSubject } from '../../resident_subject.js'
import { whyTooVague } from '../../resident_search.js'
import { BOXES, conditionsInLog, searchFrom } from '../../search_form.js'
import { openConditions, sealConditions, type Conditions } from '../../sealed_conditions.js'
import { showResident } from '../../shown_resident.js'
import { searchValidator } from '../../validators/resident_validators.js'

/**
 * 住民の検索. The conditions are sent, encrypted, and come back as an address
 * that tells nothing, so that pages can be turned and gone back to.
 */
export default class ResidentsController {
  async render(ctx: HttpContext) {
    const { i18n, request, response } = ctx
    const sealed = request.qs().conditions
    const conditions = openConditions(ctx, sealed)
    if (conditions) return this.#found(ctx, conditions, String(sealed))
    if (!sealed) return this.#page(ctx, { match: 'prefix' })
    response.status(410)
    return this.#page(ctx, { match: 'prefix' }, [
      { message: i18n.t('resident-registry.staff.search.expired') },
    ])
  }

  async execute(ctx: HttpContext) {
    const { i18n, request, response, tenant } = ctx
    const [invalid, input] = await request.tryValidateUsing(searchValidator)
    if (invalid) {
      response.status(422)
      return this.#page(ctx, request.all(), invalid.messages)
    }
    const search = searchFrom(input)
    const vague = whyTooVague(search)
    if (vague) {
      response.status(422)
      const message = i18n.t(`resident-registry.staff.search.${vague.reason}`)
      return this.#page(ctx, request.all(), [{ field: BOXES[vague.field], message }])
    }
    const values = Object.fromEntries(
      Object.entries(request.only(Object.keys(input))).filter(([, value]) => value)
    )
    const query = new URLSearchParams({ conditions: sealConditions(ctx, { search, values }) })
    return response
      .redirect()
      .status(303)
      .toPath(`${baseOf(tenant)}?${query}`)
  }

  async #found(ctx: HttpContext, { search, values }: Conditions, sealed: string) {
    const { i18n, request, staff, tenant } = ctx
    const fields = await fieldSetOf(residentSubject, tenant.municipality)
    const page = Math.max(1, Number.parseInt(request.qs().page, 10) || 1)
    const found = await tenant.run(async () => {
      const result = await searchResidents(search, page)
      const residents = result.residents.map((resident) => ({
        ...showResident(resident, fields, i18n, staff),
        linkCode: resident.linkCode,
      }))
      await audit.record({
        action: 'residents.search',
        detail: {
          ...conditionsInLog(search, result.total),
          count: result.total,
          shown: residents.length,
        },
      })
      await audit.recordEach(
        'residents.list',
        'resident',
        residents.filter(({ hidden }) => hidden === null).map(({ id }) => id)
      )
      const codeEnded = search.linkCode ? await howCodeEnded(search.linkCode) : null
      return { ...result, residents, codeEnded }
    })
    return this.#page(ctx, values, [], {
      ...found,
      sealed,
      paginator: { ...found, baseUrl: baseOf(tenant), queryString: { conditions: sealed } },
    })
  }

  async #page(
    { response, tenant, view }: HttpContext,
    values: Record<string, unknown>,
    errors: { field?: string; message: string }[] = [],
    found: Record<string, unknown> | null = null
  ) {
    response.header('Cache-Control', 'no-store')
    return view.render('resident-registry::pages/staff/residents', {
      ...{ values, errors, found, states: RESIDENT_STATES, most: MOST, base: baseOf(tenant) },
      someNotIndexed: await tenant.run(() => areSomeNotIndexed()),
    })
  }
}

const baseOf = (tenant: HttpContext['tenant']) => `/${tenant.municipality.slug}/staff/residents`
