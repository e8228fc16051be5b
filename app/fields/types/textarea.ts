import { defineFieldType } from '#app/module_kit/main'
import { trimmedText } from './text_rules.js'

/** 記述（複数行）. */
export default defineFieldType({
  takes: ['inputRule', 'maxLength'],
  maxLength: 1000,
  control: () => ({ kind: 'lines' }),
  schema: (definition) => trimmedText(definition, true),
  show: (value) => String(value),
})
