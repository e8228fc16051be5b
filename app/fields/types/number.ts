import { defineFieldType } from '#app/module_kit/main'
import { wholeNumber } from '#app/http/main'

/** As large as a file or another program can be trusted to read back. */
const LARGEST = 999_999_999_999

/** A quantity. A number that only names something (an account, a card) is a text of digits. */
export default defineFieldType({
  takes: [],
  control: () => ({ kind: 'line', type: 'number', width: 's' }),
  /** Adding nothing makes 0 of −0, which JSON does not have. */
  schema: () => wholeNumber(-LARGEST, LARGEST).transform((value) => value + 0),
  show: (value) => String(value),
  index: (value) => [{ number: Number(value) }],
})
