import vine from '@vinejs/vine'
import { defineFieldType } from '#app/module_kit/main'

/** はい・いいえ. */
export default defineFieldType({
  takes: [],
  chosen: true,
  control: (_, i18n) => ({
    kind: 'radios',
    layout: 'horizontal',
    options: ['yes', 'no'].map((value) => ({ value, label: i18n.t(`ui.fields.${value}`) })),
  }),
  schema: () => vine.enum(['yes', 'no'] as const).transform((value) => value === 'yes'),
  show: (value, _, i18n) => i18n.t(`ui.fields.${value === true ? 'yes' : 'no'}`),
})
