import { defineFieldType } from '#app/module_kit/main'
import { chosenLabel, offered, offeredValues } from './choices_of.js'

/** 択一: one of several, side by side, one under the other, or in a list. */
export default defineFieldType({
  takes: ['choices', 'layout'],
  chosen: true,
  control(definition, i18n) {
    const options = offered(definition, i18n)
    return definition.layout === 'select'
      ? { kind: 'select', options }
      : { kind: 'radios', options, layout: definition.layout }
  },
  schema: offeredValues,
  show: (value, definition, i18n) => chosenLabel(String(value), definition, i18n),
  index: (value) => [{ text: String(value) }],
})
