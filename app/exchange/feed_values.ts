import type { ExchangeFeed, FeedColumn, FeedRow } from '#app/module_kit/main'
import { readReadableCode } from './readable_code.js'

const SHAPES = {
  link_code: (value: string) => readReadableCode(value) === value,
  counter_code: (value: string) => /^[A-Z0-9]{1,12}$/.test(value),
  uuid: (value: string) => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(value),
  number: (value: string) => /^\d{1,9}$/.test(value),
  date: (value: string) => /^\d{4}-\d\d-\d\d$/.test(value) && isMoment(value),
  moment: (value: string) => /^\d{4}-\d\d-\d\dT[\d:.]{5,12}Z$/.test(value) && isMoment(value),
}

const isMoment = (value: string) => !Number.isNaN(Date.parse(value))

function isOfKind(kind: FeedColumn, value: string): boolean {
  if (typeof kind !== 'string') return kind.includes(value)
  if (kind.endsWith('?')) return value === '' || isOfKind(kind.slice(0, -1) as FeedColumn, value)
  return SHAPES[kind as keyof typeof SHAPES](value)
}

/**
 * A row's values in the order of the columns. Nothing that is not of a
 * column's kind can be written into a file, nor read out of one.
 *
 * @returns the column to blame where one is
 */
export function cellsOf(feed: ExchangeFeed<any>, row: FeedRow): string[] | { wrong: string } {
  const columns = Object.entries(feed.columns) as [string, FeedColumn][]
  const wrong = columns.find(([name, kind]) => !isOfKind(kind, row[name] ?? ''))
  return wrong ? { wrong: wrong[0] } : columns.map(([name]) => row[name])
}
