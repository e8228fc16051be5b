import type { HttpContext } from '@adonisjs/core/http'
import { DateTime } from 'luxon'
import type { ReportDeclaration } from '#app/module_kit/main'
import { listCounters } from '#app/tenancy/main'
import { inTokyo, today } from '#app/ui/main'
import { reportFilterValidator } from './validators/report_filter_validator.js'

/** What a report is asked for, every part of it decided. */
export interface ReportFilter {
  from: string
  until: string
  /** The one that was chosen. */
  counter: string | null
  counterIds: string[] | null
}

/** Days a period may have: a quarter. */
const MOST_DAYS = 92

export interface AskedFilter {
  filter: ReportFilter
  /** Counters the person may choose. */
  counters: { id: string; name: string }[]
  /** What the form shows again. */
  values: Record<string, string>
  page: number
  errors: { field: string; message: string }[]
}

/** Reads period and counter from an address or a form; says in words what cannot be. */
export async function readFilter(
  { i18n, request, staff, tenant }: HttpContext,
  { period }: ReportDeclaration,
  input: Record<string, unknown>
): Promise<AskedFilter> {
  const [invalid, found] = await request.tryValidateUsing(reportFilterValidator, { data: input })
  const given: Given = found ?? {}
  const dates = periodOf(period, given)
  const counters = (await tenant.run(() => listCounters()))
    .filter(({ id }) => staff!.counterIds === null || staff!.counterIds.includes(id))
    .map(({ id, name }) => ({ id, name }))

  const errors = [...(invalid?.messages ?? [])] as AskedFilter['errors']
  if (daysOf(dates) > MOST_DAYS) {
    errors.push({ field: 'until', message: i18n.t('reports.too_many_days', { days: MOST_DAYS }) })
  }
  if (given.counter && !counters.some(({ id }) => id === given.counter)) {
    errors.push({ field: 'counter', message: i18n.t('reports.no_such_counter') })
  }
  return {
    ...{ counters, errors, page: given.page ?? 1 },
    filter: {
      ...dates,
      counter: given.counter ?? null,
      counterIds: given.counter ? [given.counter] : staff!.counterIds,
    },
    values: {
      ...(period === 'month' ? { month: dates.from.slice(0, 7) } : { from: dates.from }),
      ...(period === 'days' && { until: dates.until }),
      ...(given.counter && { counter: given.counter }),
      ...(invalid && asTexts(input)),
    },
  }
}

interface Given {
  from?: string | null
  until?: string | null
  month?: string | null
  counter?: string | null
  page?: number | null
}

/** The days that are meant, where nothing was said: today, the week until today, this month. */
function periodOf(period: ReportDeclaration['period'], { from, until, month }: Given) {
  if (period === 'month') {
    const first = inTokyo(month ? `${month}-01` : today()).startOf('month')
    return { from: first.toISODate(), until: first.endOf('month').toISODate() }
  }
  if (period === 'day') {
    const day = from ?? today()
    return { from: day, until: day }
  }
  const last = until ?? (from && from > today() ? from : today())
  return { from: from ?? inTokyo(last).minus({ days: 6 }).toISODate(), until: last }
}

const daysOf = ({ from, until }: { from: string; until: string }) =>
  DateTime.fromISO(until).diff(DateTime.fromISO(from), 'days').days + 1

const asTexts = (input: Record<string, unknown>) =>
  Object.fromEntries(
    Object.entries(input).filter((entry): entry is [string, string] => typeof entry[1] === 'string')
  )
