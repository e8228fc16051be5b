import { defineFieldType } from '#app/module_kit/main'
import { searchKey } from '../search_key.js'
import { legalText } from './text_rules.js'

/** 住所 in one line as it is registered, byte for byte. */
export default defineFieldType({
  takes: ['maxLength'],
  maxLength: 200,
  control: () => ({ kind: 'line', width: 'full' }),
  schema: legalText,
  show: (value) => String(value),
  index: (value) => [{ text: searchKey(String(value)) }],
})
