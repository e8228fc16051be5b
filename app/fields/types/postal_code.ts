import { defineFieldType } from '#app/module_kit/main'
import { postalCode } from '#app/http/main'
import { formatPostalCode } from '#app/ui/main'

/** 郵便番号, kept as seven digits; in one box or in two of three and four. */
export default defineFieldType({
  takes: ['split'],
  control: ({ split }, i18n) =>
    split
      ? {
          kind: 'parts',
          parts: (['first', 'second'] as const).map((name) => ({
            name,
            label: i18n.t(`ui.fields.postal_parts.${name}`),
            control: { kind: 'line', type: 'number', width: 'xs' },
          })),
        }
      : { kind: 'line', type: 'number', width: 's', before: '〒' },
  join: ({ first = '', second = '' }) => `${first}-${second}`,
  divide(value) {
    const [, first, second] = /^(\d{3})(\d{4})$/.exec(String(value)) ?? ['', String(value), '']
    return { first, second }
  },
  schema: postalCode,
  show: (value) => formatPostalCode(String(value)),
  plain: (value) => formatPostalCode(String(value), { mark: false }),
  index: (value) => [{ text: String(value) }],
})
