import { defineFieldType } from '#app/module_kit/main'
import { chosenLabel, offered, offeredValues } from './choices_of.js'

const asList = (value: unknown) => (Array.isArray(value) ? value : [value])

/** 複数選択: any number of several, kept in the order they are offered in. */
export default defineFieldType({
  takes: ['choices', 'layout'],
  chosen: true,
  control: (definition, i18n) => ({
    kind: 'checkboxes',
    options: offered(definition, i18n),
    layout: definition.layout,
  }),
  schema: (definition) =>
    offeredValues(definition).transform((value) => {
      const chosen = new Set(asList(value))
      return definition.choices.map((choice) => choice.value).filter((one) => chosen.has(one))
    }),
  show: (value, definition, i18n) =>
    asList(value)
      .map((one) => chosenLabel(String(one), definition, i18n))
      .join(i18n.t('ui.fields.and')),
  index: (value) => asList(value).map((one) => ({ text: String(one) })),
})
