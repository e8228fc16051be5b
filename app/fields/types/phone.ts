import { defineFieldType } from '#app/module_kit/main'
import { phone } from '#app/http/main'
import { formatPhone, phoneDigits } from '#app/ui/main'

const PARTS = ['area', 'exchange', 'line'] as const

/** 電話番号, half-width with the hyphens it was written with; in one box or in three. */
export default defineFieldType({
  takes: ['split'],
  control: ({ split }, i18n) =>
    split
      ? {
          kind: 'parts',
          parts: PARTS.map((name) => ({
            name,
            label: i18n.t(`ui.fields.phone_parts.${name}`),
            control: { kind: 'line', type: 'tel', width: 'xs' },
          })),
        }
      : { kind: 'line', type: 'tel' },
  join: (parts) => PARTS.map((part) => parts[part] ?? '').join('-'),
  divide(value) {
    const written = formatPhone(String(value)).split('-')
    const [area, exchange, line] = written.length === 3 ? written : ['', '', written.join('')]
    return { area, exchange, line }
  },
  schema: phone,
  show: (value) => formatPhone(String(value)),
  index: (value) => [{ text: phoneDigits(String(value)) }],
})
