import type { HttpContext } from '@adonisjs/core/http'
import { describeDetail } from '#app/audit/main'
import { E_PAGE_NOT_FOUND, languages } from '#app/http/main'
import { fieldTypesOf } from '#app/module_system/main'
import type { FieldDefinition, Subject } from '#app/module_kit/main'
import { addField } from '../actions/add_field.js'
import { changeField } from '../actions/change_field.js'
import { consequencesOf, touchedChoices } from '../consequences.js'
import { newDefinition } from '../definitions.js'
import { isFreeText } from '../personal.js'
import { E_FIELD_LABEL_TAKEN, E_FIELDS_CHANGED } from '../errors.js'
import { changesBetween, type FieldFacts } from '../field_changes.js'
import { fieldDraft } from '../field_draft.js'
import { FieldSet } from '../field_set.js'
import { fieldSetOf } from '../field_set_of.js'
import { typesOf } from '../field_types.js'
import { findSubject } from '../find_subject.js'
import { labelMustBeFree } from '../label_must_be_free.js'
import { countRecords } from '../queries/count_records.js'
import {
  formOf,
  optionsOf,
  readFacts,
  tidyBody,
  type EditedField,
} from '../validators/field_validator.js'
import { labelOf } from '../words.js'

type Errors = { field: string; message: string }[]

/** What an address names in place of a field: one that is being added, with its type. */
const NEW = /^new\.(.+)$/

/** How many rows for choices are offered beyond those there are, and how many more at a time. */
const BLANK_ROWS = 3

/** One field: its form, what it will look like on both sides and what it does to the records there are, and saving it. */
export default class FieldController {
  /** 項目の追加, first step: which type. */
  async choose({ params, tenant, view }: HttpContext) {
    const subject = findSubject(tenant.municipality, params.subject)
    return view.render('pages/staff/fields/choose', {
      subject,
      types: fieldTypesOf(tenant.municipality),
      holdsResidentData: tenant.municipality.holdsResidentData,
      ...addressesOf(tenant, subject),
    })
  }

  async edit(ctx: HttpContext) {
    const { params, request, session } = ctx
    const edited = await this.#find(ctx)
    const fresh = formOf(edited, edited.set.version)
    const draft =
      request.input('draft') === undefined
        ? undefined
        : fieldDraft.read(session, params.subject, params.field)
    /** What was typed, on top of what is in force by now. */
    return this.#form(ctx, edited, draft ? { ...draft, version: fresh.version } : fresh)
  }

  async check(ctx: HttpContext) {
    const { i18n, params, request, response, session, tenant } = ctx
    const edited = await this.#find(ctx)
    const body = tidyBody(request.all())
    const address = addressesOf(tenant, edited.subject, params.field).field
    if (request.input('more') !== undefined) {
      const blank = Math.min(Number(body.blank) || 0, 100) + BLANK_ROWS
      fieldDraft.keep(session, params.subject, params.field, { ...body, blank })
      return response.redirect().status(303).toPath(`${address}?draft=1#choices`)
    }
    const read = await readFacts(edited, body, i18n)
    const errors = read.errors ?? this.#whatIsTaken(ctx, edited, read.facts)
    if (errors) {
      response.status(422)
      return this.#form(ctx, edited, body, errors)
    }
    fieldDraft.keep(session, params.subject, params.field, body)
    return response.redirect().status(303).toPath(`${address}/preview`)
  }

  async preview(ctx: HttpContext) {
    const { i18n, params, response, tenant, view } = ctx
    const edited = await this.#find(ctx)
    const { subject, definition } = edited
    const addresses = addressesOf(tenant, subject, params.field)
    const drafted = await this.#readDraft(ctx, edited)
    if (!drafted) return response.redirect().toPath(addresses.field)

    const after = { ...definition, ...drafted.facts }
    const changes = changesBetween(definition, after)
    const wouldBe = withField(edited.set, after)
    return view.render('pages/staff/fields/preview', {
      subject,
      title: this.#title(ctx, edited),
      unchanged: !edited.added && Object.keys(changes).length === 0,
      changes: describeDetail({ changes }, i18n),
      ...(await this.#concerned(ctx, edited, after)),
      sides: (['public', 'staff'] as const).map((side) => ({
        side,
        inputs: wouldBe.inputs(side, i18n, {}, `${side}-`),
      })),
      ...addresses,
    })
  }

  async save(ctx: HttpContext) {
    const { i18n, params, response, session, tenant, view } = ctx
    const edited = await this.#find(ctx)
    const { subject, definition } = edited
    const addresses = addressesOf(tenant, subject, params.field)
    const drafted = await this.#readDraft(ctx, edited)
    if (!drafted) return response.redirect().status(303).toPath(addresses.field)
    try {
      await tenant.run(async () => {
        if (edited.added) await addField(subject, { ...drafted, type: definition.type })
        else await changeField(subject, { ...drafted, key: definition.key })
      })
    } catch (error) {
      if (!(error instanceof E_FIELDS_CHANGED || error instanceof E_FIELD_LABEL_TAKEN)) throw error
      response.status(409)
      return view.render('pages/staff/fields/conflict', { subject, ...addresses })
    }
    fieldDraft.forget(session, params.subject, params.field)
    const name = labelOf({ ...definition, ...drafted.facts }, i18n)
    session.flash('success', i18n.t(edited.added ? 'fields.added' : 'fields.saved', { name }))
    return response.redirect().status(303).toPath(addresses.back)
  }

  /** @throws E_PAGE_NOT_FOUND */
  async #find({
    params,
    tenant,
  }: HttpContext): Promise<EditedField & { set: FieldSet; added: boolean }> {
    const { municipality } = tenant
    const subject = findSubject(municipality, params.subject)
    const { holdsResidentData } = municipality
    const set = await fieldSetOf(subject, municipality)
    const [, wanted] = NEW.exec(params.field) ?? []
    if (wanted === undefined) {
      const definition = set.find(params.field)
      if (!definition || definition.archived) throw new E_PAGE_NOT_FOUND()
      return {
        ...{ subject, set, holdsResidentData, definition },
        type: set.typeOf(definition),
        added: false,
      }
    }
    if (!fieldTypesOf(municipality).some(({ id }) => id === wanted)) throw new E_PAGE_NOT_FOUND()
    const type = (await typesOf([wanted])).get(wanted)!
    return {
      ...{ subject, set, holdsResidentData },
      definition: newDefinition('', wanted, type.maxLength),
      type,
      added: true,
    }
  }

  /** The facts of the draft, or nothing when there is none that can be saved. */
  async #readDraft({ i18n, params, session }: HttpContext, edited: EditedField) {
    const body = fieldDraft.read(session, params.subject, params.field)
    const read = body && (await readFacts(edited, body, i18n))
    return read?.errors ? undefined : read
  }

  #whatIsTaken(
    { i18n }: HttpContext,
    { set, definition }: EditedField & { set: FieldSet },
    facts: FieldFacts
  ): Errors | undefined {
    try {
      labelMustBeFree(set, { ...definition, ...facts })
      return undefined
    } catch (error) {
      if (!(error instanceof E_FIELD_LABEL_TAKEN)) throw error
      return [{ field: 'label.ja', message: i18n.t('fields.label_taken') }]
    }
  }

  /** How many records a change concerns, and what becomes of them. */
  async #concerned(
    { i18n, tenant }: HttpContext,
    { subject, definition, added }: EditedField & { added: boolean },
    after: FieldDefinition
  ) {
    return tenant.run(async () => {
      const records = await countRecords(subject, added ? {} : { key: definition.key })
      const choosing: Record<string, number> = {}
      for (const { value } of touchedChoices(definition, after, i18n)) {
        choosing[value] = await countRecords(subject, { key: definition.key, choice: value })
      }
      const before = added ? undefined : definition
      const consequences = consequencesOf(before, after, { records, choosing }, i18n)
      if (!tenant.municipality.holdsResidentData && isFreeText(after)) {
        consequences.unshift(i18n.t('privacy.mode.free_text'))
      }
      return { records, consequences }
    })
  }

  #title({ i18n }: HttpContext, { added, definition }: EditedField & { added: boolean }) {
    return added ? i18n.t('fields.add') : i18n.t('fields.edit', { name: labelOf(definition, i18n) })
  }

  #form(
    ctx: HttpContext,
    edited: EditedField & { set: FieldSet; added: boolean },
    values: Record<string, any>,
    errors: Errors = []
  ) {
    const { i18n, params, tenant, view } = ctx
    const { definition, subject } = edited
    const blank = Math.max(BLANK_ROWS, Number(values.blank) || 0)
    return view.render('pages/staff/fields/edit', {
      subject,
      title: this.#title(ctx, edited),
      type: fieldTypesOf(tenant.municipality).find(({ id }) => id === definition.type),
      can: optionsOf(edited),
      freeText: !edited.holdsResidentData && isFreeText(definition),
      /** The product's own words, which stand where the municipality says nothing. */
      standard: definition.builtIn && {
        label: i18n.t(definition.builtIn.label),
        hint: definition.builtIn.hint && i18n.t(definition.builtIn.hint),
      },
      labelKeys: Object.fromEntries(
        definition.choices.map(({ value, labelKey }) => [value, labelKey])
      ),
      values: { ...values, blank },
      rows: [...(values.choices ?? []), ...Array.from({ length: blank }, () => ({}))],
      languages: [...languages().values()],
      errors,
      ...addressesOf(tenant, subject, params.field),
    })
  }
}

function addressesOf(tenant: HttpContext['tenant'], subject: Subject, field = '') {
  const index = `/${tenant.municipality.slug}/staff/fields`
  return { index, back: `${index}/${subject.id}`, field: `${index}/${subject.id}/${field}` }
}

/** A set as it would be with a field changed, or added at its end. */
function withField(set: FieldSet, field: FieldDefinition): FieldSet {
  const definitions = set.definitions.some(({ key }) => key === field.key)
    ? set.definitions.map((definition) => (definition.key === field.key ? field : definition))
    : [...set.definitions, field]
  return new FieldSet(set.subject, set.version, definitions, set.types)
}
