import type { I18n } from '@adonisjs/i18n'
import { labelOf, searchableFields, type FieldSet } from '#app/fields/main'

/** A box to look for a field's values by. */
export interface SearchBox {
  key: string
  label: string
  /** Of a field that is chosen. */
  options?: { value: string; label: string }[]
  /** Found by what is inside of it as well. */
  inside: boolean
  day: boolean
}

/** The searchable fields of the application as boxes of the search form, in the municipality's order. */
export const searchBoxes = (fields: FieldSet, i18n: I18n): SearchBox[] =>
  searchableFields(fields).map((definition) => {
    const type = fields.typeOf(definition)
    const control = type.control(definition, i18n)
    return {
      key: definition.key,
      label: labelOf(definition, i18n),
      options: 'options' in control ? control.options : undefined,
      inside: type.foundInside ?? false,
      day: definition.type === 'core.date',
    }
  })
