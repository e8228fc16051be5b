import { defineFieldType } from '#app/module_kit/main'
import { email } from '#app/http/main'

export default defineFieldType({
  takes: [],
  control: () => ({ kind: 'line', type: 'email', width: 'l' }),
  schema: email,
  show: (value) => String(value),
  index: (value) => [{ text: String(value).toLowerCase() }],
})
