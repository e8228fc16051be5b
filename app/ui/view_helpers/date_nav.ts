import { type DateInput, inTokyo, today as todayInTokyo } from '../formatters/tokyo.js'

export interface DateNav {
  /** The date shown, as the date box wants it. */
  value: string
  /** Where the date box sends its form, without a query. */
  action: string
  /** The rest of the query, to be carried along. */
  query: Record<string, string>
  param: string
  items: Array<{ key: string; date: string; url: string; current: boolean }>
}

/**
 * The five links of ST1 (≪1週間前 … 1週間後≫) around a date.
 *
 * @param url the page's address; its other query parameters are kept
 */
export function dateNav(input: {
  date: DateInput
  today?: DateInput
  url: string
  param?: string
}): DateNav {
  const param = input.param ?? 'date'
  const today = inTokyo(input.today ?? todayInTokyo()).toISODate()
  const date = inTokyo(input.date)

  const [action, search = ''] = input.url.split('?')
  const query = new URLSearchParams(search)
  query.delete(param)

  const linkTo = (target: string) => {
    const params = new URLSearchParams(query)
    params.set(param, target)
    return `${action}?${params}`
  }
  const step = (key: string, days: number) => {
    const target = date.plus({ days }).toISODate()
    return { key, date: target, url: linkTo(target), current: false }
  }

  return {
    value: date.toISODate(),
    action,
    query: Object.fromEntries(query),
    param,
    items: [
      step('previous_week', -7),
      step('previous_day', -1),
      { key: 'today', date: today, url: linkTo(today), current: date.toISODate() === today },
      step('next_day', 1),
      step('next_week', 7),
    ],
  }
}
