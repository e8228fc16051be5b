import vine, { type VineValidator } from '@vinejs/vine'
import type { I18n } from '@adonisjs/i18n'
import { labelledMessages } from '#app/http/main'
import type {
  FieldDefinition,
  FieldSide,
  FieldType,
  FieldTypeId,
  FieldValue,
  FieldValues,
  Subject,
} from '#app/module_kit/main'
import { inputOf, type FieldInput } from './field_input.js'
import { rawValue } from './raw_value.js'
import { labelOf } from './words.js'

export type ReadFields =
  | { values: FieldValues; errors?: undefined }
  | { errors: { field: string; message: string }[]; values?: undefined }

/** One line of a confirmation or a record. */
export interface FieldRow {
  label: string
  value: string | undefined
}

/** Who looks: somebody who may not see what tells who a person is sees that there is something (R56). */
export interface FieldSight {
  hidePersonal?: boolean
}

/** One column of a list or a file. */
export interface FieldColumn {
  key: string
  label: string
  /** In words, for people. */
  show(values: FieldValues): string
  /** As other programs read it. */
  plain(values: FieldValues): string
}

/**
 * The fields of a subject as they are in force for a municipality, at one
 * version: what the form asks, what the server accepts, and how a record is
 * shown all follow from here, whatever version the record was written with.
 */
export class FieldSet {
  #validators = new Map<FieldSide, VineValidator<any, any>>()

  constructor(
    readonly subject: Subject,
    /** 0 until the municipality changes something. */
    readonly version: number,
    readonly definitions: readonly FieldDefinition[],
    readonly types: ReadonlyMap<FieldTypeId, FieldType>
  ) {}

  /** The same set with some fields asked for differently, or not at all: what a rule besides the municipality's choice demands. */
  adjusted(change: (definition: FieldDefinition) => FieldDefinition | undefined): FieldSet {
    const definitions = this.definitions.flatMap((definition) => change(definition) ?? [])
    return new FieldSet(this.subject, this.version, definitions, this.types)
  }

  find(key: string): FieldDefinition | undefined {
    return this.definitions.find((definition) => definition.key === key)
  }

  typeOf(definition: FieldDefinition): FieldType {
    return this.types.get(definition.type)!
  }

  /** What has a place on a side: 必須, 任意 and 表示のみ. */
  inUse(side: FieldSide): FieldDefinition[] {
    return this.definitions.filter(({ archived, use }) => !archived && use[side] !== 'unused')
  }

  /** What somebody on this side fills in here; a credential's box is its owner's. */
  asked(side: FieldSide): FieldDefinition[] {
    return this.inUse(side).filter(
      ({ kind, use }) => kind !== 'credential' && use[side] !== 'display_only'
    )
  }

  /** Whether residents are asked for anything that tells who they are. */
  asksForPersonalData(): boolean {
    return this.asked('public').some(({ personal }) => personal)
  }

  /**
   * The boxes of a form, for `@!fields.inputs`.
   *
   * @param values what is in them: a record's values, or what was sent and refused
   * @param prefix before every id, where a page shows the same boxes twice
   */
  inputs(
    side: FieldSide,
    i18n: I18n,
    values: Record<string, unknown> = {},
    prefix = ''
  ): FieldInput[] {
    return this.inUse(side).map((definition) =>
      inputOf(definition, this.typeOf(definition), {
        side,
        i18n,
        value: values[definition.key],
        prefix,
      })
    )
  }

  /**
   * Reads what a form sent. Only what is asked for on this side is read; the
   * rest of the body is nobody's here.
   */
  async read(side: FieldSide, body: Record<string, unknown>, i18n: I18n): Promise<ReadFields> {
    const asked = this.asked(side)
    const sent = asked.map((definition) => [
      definition.key,
      rawValue(body[definition.key], definition, this.typeOf(definition)),
    ])
    const [refused, values] = await this.#validator(side).tryValidate(Object.fromEntries(sent), {
      messagesProvider: this.#messages(i18n),
    })
    if (!refused) return { values }
    const messages: { field: string; message: string }[] = refused.messages
    return { errors: messages.map(({ field, message }) => ({ field: keyIn(field), message })) }
  }

  /** Whether values read before the fields changed lack something that is asked for by now. */
  lacks(side: FieldSide, values: FieldValues): boolean {
    return this.asked(side).some(
      ({ key, use }) => use[side] === 'required' && values[key] === undefined
    )
  }

  /** What goes into the record's document: without what its owner keeps elsewhere or not at all. */
  storable(values: FieldValues): FieldValues {
    return Object.fromEntries(
      Object.entries(values).filter(([key]) => this.find(key)?.kind === 'value')
    )
  }

  /**
   * A record line by line, in the municipality's order. Staff see besides what
   * the record has of fields that are no longer used on either side, archived
   * or unknown: nothing that was entered is ever out of sight.
   */
  rows(
    side: FieldSide,
    values: FieldValues,
    i18n: I18n,
    { hidePersonal = false }: FieldSight = {}
  ): FieldRow[] {
    /** What is only shown, or is not kept here, has a line where there is something to show. */
    const shown = this.inUse(side).filter(
      ({ key, kind, use }) =>
        kind !== 'credential' &&
        (values[key] !== undefined || (kind === 'value' && use[side] !== 'display_only'))
    )
    return [...shown, ...(side === 'staff' ? this.#leftOver(values) : [])].map((definition) => ({
      label: labelOf(definition, i18n),
      value:
        hidePersonal && definition.personal
          ? hidden(definition, values, i18n)
          : this.#show(definition, values, i18n),
    }))
  }

  /**
   * The columns of a list or a file for staff.
   *
   * @param sight.also keys the records have values of: fields no longer used have a column, too
   */
  columns(
    i18n: I18n,
    { hidePersonal = false, also = [] }: FieldSight & { also?: string[] } = {}
  ): FieldColumn[] {
    const used = this.inUse('staff').filter(({ kind }) => kind === 'value')
    const left = this.#leftOver(Object.fromEntries(also.map((key) => [key, true])))
    const column = (definition: FieldDefinition, label: string): FieldColumn =>
      hidePersonal && definition.personal
        ? {
            ...{ key: definition.key, label },
            show: (values) => hidden(definition, values, i18n) ?? '',
            plain: (values) => hidden(definition, values, i18n) ?? '',
          }
        : {
            ...{ key: definition.key, label },
            show: (values) => this.#show(definition, values, i18n) ?? '',
            plain: (values) => this.#plain(definition, values, i18n),
          }
    return [
      ...used.map((definition) => column(definition, labelOf(definition, i18n))),
      ...left.map((definition) => {
        const what = definition.archived ? 'archived' : 'unused'
        return column(
          definition,
          i18n.t(`fields.left_over.${what}`, { name: labelOf(definition, i18n) })
        )
      }),
    ]
  }

  #leftOver(values: FieldValues): FieldDefinition[] {
    const unused = this.definitions.filter(
      ({ archived, key, use }) =>
        values[key] !== undefined &&
        (archived || (use.public === 'unused' && use.staff === 'unused'))
    )
    const unknown = Object.keys(values)
      .filter((key) => !this.find(key))
      .map((key) => unknownField(key))
    return [...unused, ...unknown]
  }

  #show(definition: FieldDefinition, values: FieldValues, i18n: I18n): string | undefined {
    const value: FieldValue | undefined = values[definition.key]
    return value === undefined ? undefined : this.typeOf(definition).show(value, definition, i18n)
  }

  #plain(definition: FieldDefinition, values: FieldValues, i18n: I18n): string {
    const value: FieldValue | undefined = values[definition.key]
    if (value === undefined) return ''
    const type = this.typeOf(definition)
    return type.plain ? type.plain(value) : type.show(value, definition, i18n)
  }

  /** Compiled once per version and side: the set is replaced when its version is. */
  #validator(side: FieldSide): VineValidator<any, any> {
    let validator = this.#validators.get(side)
    if (!validator) {
      const schemas = this.asked(side).map((definition) => {
        const schema: any = this.typeOf(definition).schema(definition)
        return [definition.key, definition.use[side] === 'required' ? schema : schema.optional()]
      })
      validator = vine.compile(vine.object(Object.fromEntries(schemas)))
      this.#validators.set(side, validator)
    }
    return validator
  }

  /** Sentences that call a field what the municipality calls it. */
  #messages(i18n: I18n) {
    const at = (path: string) => this.find(keyIn(path))
    return labelledMessages(
      i18n,
      (path) => {
        const definition = at(path)
        return definition && labelOf(definition, i18n)
      },
      (rule, path) => {
        const definition = at(path)
        return rule === 'required' && definition && this.typeOf(definition).chosen ? 'enum' : rule
      }
    )
  }
}

const hidden = ({ key }: FieldDefinition, values: FieldValues, i18n: I18n) =>
  values[key] === undefined ? undefined : i18n.t('fields.hidden')

/** Of a value with parts, the field they are parts of. */
const keyIn = (path: string) => path.split('.')[0]

/** What a record has and nobody declares: nobody knows any more whether it told who somebody is. */
const unknownField = (key: string): FieldDefinition => ({
  key,
  type: 'core.text',
  kind: 'value',
  label: { ja: key },
  hint: {},
  choices: [],
  layout: 'vertical',
  inputRule: 'any',
  maxLength: 0,
  split: false,
  searchable: false,
  personal: true,
  use: { public: 'unused', staff: 'unused' },
  archived: true,
})
