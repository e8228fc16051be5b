import { defineFieldType } from '#app/module_kit/main'
import { searchKey } from '../search_key.js'
import { trimmedText } from './text_rules.js'

/** 記述（1行）. */
export default defineFieldType({
  takes: ['inputRule', 'maxLength'],
  maxLength: 100,
  control: ({ maxLength }) => ({ kind: 'line', width: maxLength > 20 ? 'l' : 'm' }),
  schema: (definition) => trimmedText(definition),
  show: (value) => String(value),
  index: (value) => [{ text: searchKey(String(value)) }],
})
