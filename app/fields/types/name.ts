import { defineFieldType } from '#app/module_kit/main'
import { divideName, indexName, nameControl, nameSchema, showName } from './full_name.js'

/**
 * 氏名: legal text, byte for byte, neither normalised nor trimmed. Written in
 * two boxes it stays two, because nobody can tell afterwards where DE LA CRUZ
 * ends.
 */
export default defineFieldType({
  takes: ['maxLength', 'split'],
  maxLength: 100,
  control: (definition, i18n) => nameControl(definition, i18n, 'name_parts'),
  join: (parts) => parts,
  divide: divideName,
  schema: ({ maxLength }) => nameSchema({ maxLength, inputRule: 'any' }),
  show: showName,
  index: indexName,
  foundInside: true,
})
