import i18nManager from '@adonisjs/i18n/services/main'
import type { FieldDefinition } from '#app/module_kit/main'
import { E_FIELD_LABEL_TAKEN } from './errors.js'
import type { FieldSet } from './field_set.js'
import { labelOf } from './words.js'

/** @throws E_FIELD_LABEL_TAKEN when another field that is not archived has this name in Japanese */
export function labelMustBeFree(set: FieldSet, wanted: FieldDefinition) {
  const i18n = i18nManager.locale(i18nManager.defaultLocale)
  const label = labelOf(wanted, i18n)
  const taken = set.definitions.some(
    (other) => other.key !== wanted.key && !other.archived && labelOf(other, i18n) === label
  )
  if (taken) throw new E_FIELD_LABEL_TAKEN()
}
