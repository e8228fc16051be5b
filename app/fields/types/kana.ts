import { defineFieldType } from '#app/module_kit/main'
import { divideName, indexName, nameControl, nameSchema, showName } from './full_name.js'
import { withoutEnds } from './text_rules.js'

/** フリガナ: full-width katakana, however it was written. */
export default defineFieldType({
  takes: ['maxLength', 'split'],
  maxLength: 100,
  control: (definition, i18n) => nameControl(definition, i18n, 'kana_parts'),
  join: (parts) => parts,
  divide: divideName,
  schema: ({ maxLength }) => nameSchema({ maxLength, inputRule: 'katakana' }, withoutEnds),
  show: showName,
  index: indexName,
  foundInside: true,
})
