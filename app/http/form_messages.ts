import type { I18n } from '@adonisjs/i18n'
import type { MessagesProviderContact } from '@vinejs/vine/types'

/**
 * The sentences about what is wrong in a form. A module's page finds the words
 * of its module (`validator.<module>.fields`, `.messages`) before the shared
 * ones: two modules may call a box of the same name differently. What is wrong
 * with one of a list is said of the list, which is what the page has a name for.
 *
 * @param moduleId nothing on a page of the core
 */
export function formMessages(i18n: I18n, moduleId = 'shared'): MessagesProviderContact {
  const resolveIdentifier: I18n['resolveIdentifier'] = (key) =>
    i18n.resolveIdentifier(key.replace(/^validator\.shared\./, `validator.${moduleId}.`)) ??
    i18n.resolveIdentifier(key)
  const own: I18n = Object.create(i18n, {
    resolveIdentifier: { value: resolveIdentifier },
    formatRawMessage: { value: i18n.formatRawMessage.bind(i18n) },
  })
  const sentences = own.createMessagesProvider()
  return {
    getMessage(message, rule, field, meta) {
      const list = field.isArrayMember && field.wildCardPath.split('.').findLast((s) => s !== '*')
      const named = list ? Object.create(field, { name: { value: list } }) : field
      return sentences.getMessage(message, rule, named, meta)
    },
  }
}
