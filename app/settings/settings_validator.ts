import vine, { type VineValidator } from '@vinejs/vine'
import type { MessagesProviderContact } from '@vinejs/vine/types'
import type { I18n } from '@adonisjs/i18n'
import { labelledMessages, optionalMoment, text, wholeNumber, yesOrNo } from '#app/http/main'
import type { SettingDefinition, SettingsGroup } from '#app/module_kit/main'

const compiled = new WeakMap<object, VineValidator<any, any>>()

/** The validator that follows from a group's definitions; compiled once. */
export function settingsValidator(group: SettingsGroup): VineValidator<any, any> {
  let validator = compiled.get(group.definitions)
  if (!validator) {
    validator = vine.compile(
      vine.object(
        Object.fromEntries(
          Object.entries(group.definitions).map(([key, definition]) => [key, inputOf(definition)])
        )
      )
    )
    compiled.set(group.definitions, validator)
  }
  return validator
}

function inputOf(definition: SettingDefinition) {
  switch (definition.type) {
    case 'integer':
      return wholeNumber(definition.min, definition.max)
    case 'boolean':
      return yesOrNo()
    case 'choice':
      return vine.enum(definition.choices.map(({ value }) => value))
    case 'choices':
      return vine
        .array(vine.enum(definition.choices.map(({ value }) => value)))
        .distinct()
        .parse((value) => value ?? [])
    case 'moment':
      return optionalMoment(definition.after).transform((value) => value ?? '')
    case 'text':
      return text(definition.maxLength).parse(withPlainLineEnds)
  }
}

/** Browsers send CRLF, and nothing at all is a text too: the municipality wants none. */
function withPlainLineEnds(value: unknown) {
  if (value === null || value === undefined) return ''
  return typeof value === 'string' ? value.replaceAll('\r\n', '\n') : value
}

/** Messages that call a setting by its label, which only its module knows. */
export function settingsMessages(group: SettingsGroup, i18n: I18n): MessagesProviderContact {
  return labelledMessages(i18n, (path) => {
    /** One of several choices is `<key>.<index>`. */
    const label = group.definitions[path.split('.')[0]]?.label
    return label && i18n.t(label)
  })
}
