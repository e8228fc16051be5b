import type { HttpContext } from '@adonisjs/core/http'
import { fieldTypesOf, subjectsOf } from '#app/module_system/main'
import { canBeArchived } from '../actions/archive_field.js'
import { moveField } from '../actions/move_field.js'
import { E_FIELDS_CHANGED } from '../errors.js'
import { fieldSetOf } from '../field_set_of.js'
import { findSubject } from '../find_subject.js'
import { moveValidator } from '../validators/version_validator.js'
import { labelOf } from '../words.js'

/** 項目の設定: the kinds of record, and the fields of one, both sides at once (ST6, ST7). */
export default class SubjectsController {
  async index({ tenant, view }: HttpContext) {
    const subjects = []
    for (const subject of subjectsOf(tenant.municipality)) {
      const set = await fieldSetOf(subject, tenant.municipality)
      subjects.push({
        ...subject,
        asked: { public: set.inUse('public').length, staff: set.inUse('staff').length },
      })
    }
    return view.render('pages/staff/fields/index', { subjects, base: baseOf(tenant) })
  }

  async show(ctx: HttpContext) {
    return this.#page(ctx)
  }

  async move(ctx: HttpContext) {
    const { params, request, response, tenant } = ctx
    const subject = findSubject(tenant.municipality, params.subject)
    const { version, key, direction } = await request.validateUsing(moveValidator)
    try {
      await tenant.run(() => moveField(subject, { version, key, direction }))
    } catch (error) {
      if (!(error instanceof E_FIELDS_CHANGED)) throw error
      response.status(409)
      return this.#page(ctx, 'fields.changed_meanwhile')
    }
    return response
      .redirect()
      .status(303)
      .toPath(`${baseOf(tenant)}/${subject.id}#field-${key}`)
  }

  async #page({ i18n, params, tenant, view }: HttpContext, refusal?: string) {
    const { municipality } = tenant
    const subject = findSubject(municipality, params.subject)
    const set = await fieldSetOf(subject, municipality)
    const typeLabels = new Map(fieldTypesOf(municipality).map(({ id, label }) => [id, label]))
    const rows = set.definitions.map((definition) => ({
      ...definition,
      name: labelOf(definition, i18n),
      /** The product's own name, where the municipality has another. */
      formerly: definition.builtIn && definition.label.ja ? i18n.t(definition.builtIn.label) : null,
      typeLabel: typeLabels.get(definition.type),
      canBeArchived: canBeArchived(definition),
    }))
    return view.render('pages/staff/fields/show', {
      refusal,
      subject,
      version: set.version,
      fields: rows.filter(({ archived }) => !archived),
      archived: rows.filter(({ archived }) => archived),
      base: `${baseOf(tenant)}/${subject.id}`,
      index: baseOf(tenant),
    })
  }
}

const baseOf = (tenant: HttpContext['tenant']) => `/${tenant.municipality.slug}/staff/fields`
