import type { MessagesProviderContact } from '@vinejs/vine/types'
import type { FieldContext } from '@vinejs/vine/types'
import type { I18n } from '@adonisjs/i18n'

/**
 * The shared sentences about what is wrong in a form, calling a box by a name
 * that is not among the translations: a setting's, a configurable field's.
 *
 * @param labelOf the name of a box, by the path its value has in the form; nothing leaves the usual one
 * @param ruleOf another rule whose sentence fits better
 */
export function labelledMessages(
  i18n: I18n,
  labelOf: (path: string) => string | undefined,
  ruleOf: (rule: string, path: string) => string = (rule) => rule
): MessagesProviderContact {
  const shared = i18n.createMessagesProvider()
  return {
    getMessage(message, rule, field: FieldContext, meta) {
      const path = field.getFieldPath()
      const label = labelOf(path)
      const named = label
        ? Object.create(field, { name: { value: label }, wildCardPath: { value: label } })
        : field
      return shared.getMessage(message, ruleOf(rule, path), named, meta)
    },
  }
}
