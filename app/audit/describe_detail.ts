type Translate = { t(key: string, data?: Record<string, unknown>, fallback?: string): string }

/** One readable line of what an entry keeps besides. */
export interface DetailLine {
  label: string
  value: string
}

/**
 * An entry's detail as lines for people: keys in words where there are any
 * (`audit.details.<key>`), an old and a new value as 「旧 → 新」.
 */
export function describeDetail(detail: Record<string, unknown>, i18n: Translate): DetailLine[] {
  return Object.entries(detail).flatMap(([key, value]) => {
    if (key === 'changes' && isRecord(value)) return describeDetail(value, i18n)
    if (value === null || value === undefined) return []
    return { label: labelOf(key, i18n), value: inWords(value, i18n) }
  })
}

const labelOf = (key: string, i18n: Translate) => i18n.t(`audit.details.${key}`, undefined, key)

function inWords(value: unknown, i18n: Translate): string {
  if (value === null || value === undefined || value === '') return i18n.t('audit.nothing')
  if (typeof value === 'boolean') return i18n.t(value ? 'core.words.yes' : 'core.words.no')
  if (Array.isArray(value)) {
    return value.length > 0
      ? value.map((item) => inWords(item, i18n)).join('、')
      : i18n.t('audit.nothing')
  }
  if (isRecord(value)) {
    if ('from' in value && 'to' in value && Object.keys(value).length === 2) {
      return `${inWords(value.from, i18n)} → ${inWords(value.to, i18n)}`
    }
    if (Object.keys(value).length === 0) return i18n.t('audit.nothing')
    return Object.entries(value)
      .map(([key, inner]) => `${labelOf(key, i18n)} ${inWords(inner, i18n)}`)
      .join('、')
  }
  return i18n.t(`audit.values.${value}`, undefined, String(value))
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
