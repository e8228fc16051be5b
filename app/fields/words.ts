import type { I18n } from '@adonisjs/i18n'
import i18nManager from '@adonisjs/i18n/services/main'
import type { BuiltInField, FieldChoice, FieldDefinition, Words } from '#app/module_kit/main'

/**
 * What the municipality calls something, in the reader's language or, where
 * it has not said it in that, in Japanese: a name it changed is worth more
 * than the product's own translation of another one.
 */
function own(words: Words, i18n: I18n): string | undefined {
  return words[i18n.locale] ?? words[i18nManager.defaultLocale]
}

/** The field's name (別名) as every page, message and file says it. */
export function labelOf(definition: FieldDefinition, i18n: I18n): string {
  return (
    own(definition.label, i18n) ?? builtInWord(definition.builtIn, 'label', i18n) ?? definition.key
  )
}

/** What stands between the name and the box. */
export function hintOf(definition: FieldDefinition, i18n: I18n): string | undefined {
  return ownHintOf(definition, i18n) ?? builtInWord(definition.builtIn, 'hint', i18n)
}

export const ownHintOf = (definition: FieldDefinition, i18n: I18n) => own(definition.hint, i18n)

export function choiceLabel(choice: FieldChoice, i18n: I18n): string {
  return own(choice.label, i18n) ?? (choice.labelKey ? i18n.t(choice.labelKey) : choice.value)
}

function builtInWord(builtIn: BuiltInField | undefined, which: 'label' | 'hint', i18n: I18n) {
  const key = builtIn?.[which]
  return key ? i18n.t(key) : undefined
}
