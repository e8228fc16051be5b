import type { I18n } from '@adonisjs/i18n'
import { monthlyLines, type LoadReport, type MonthlyLine } from '#app/module_kit/main'
import { answersTo } from '#app/module_system/main'
import { municipalities, tenancy } from '#app/tenancy/main'
import { formatTimestamp } from '#app/ui/main'
import { INQUIRY_CATEGORIES } from '../inquiry.js'
import { availability, type Availability, type Interruption } from '../queries/availability.js'
import { countInquiries, type InquiryCount } from '../queries/count_inquiries.js'
import { searchInquiries } from '../queries/search_inquiries.js'

/** 月次運用報告: bookings, uptime, incidents and inquiries of a municipality's month (R113). */
const monthly: LoadReport = async (request) => {
  const { i18n, from, until, counterIds } = request
  const word = (key: string) => i18n.t(`operations.monthly.${key}`)
  const municipality = await municipalities.byId(tenancy.current().municipalityId)
  const lines: MonthlyLine[] = []
  for (const load of await answersTo(monthlyLines, municipality))
    lines.push(...(await load(request)))
  lines.push(...uptime(await availability(from, until), i18n))
  const failures = await searchInquiries({ from, until, category: 'failure' }, counterIds)
  lines.push(
    ...failures.inquiries.map(({ number, receivedOn, state }) => ({
      section: word('failures'),
      item: i18n.t('operations.monthly.failure', { number, day: receivedOn }),
      value: i18n.t(`operations.states.${state}`),
    }))
  )
  const counted = await countInquiries(from, until, counterIds)
  lines.push(...inquiries(counted, i18n))
  return {
    columns: ['section', 'item', 'value'].map((name) => ({ label: word(`columns.${name}`) })),
    rows: lines.map(({ section, item, value }) => [section, item, value]),
    chart: {
      title: word('chart'),
      bars: INQUIRY_CATEGORIES.map((category) => ({
        label: i18n.t(`operations.categories.${category}`),
        value: counted.find((one) => one.category === category)?.count ?? 0,
      })),
    },
    notes: [word('notes.watched'), word('notes.planned'), word('notes.counters')],
  }
}

export default monthly

function uptime({ observed, planned, closed, outages }: Availability, i18n: I18n): MonthlyLine[] {
  const word = (key: string) => i18n.t(`operations.monthly.${key}`)
  const section = word('uptime')
  if (observed === 0) return [{ section, item: word('share'), value: word('not_watched') }]
  const expected = observed - secondsOf(planned) - secondsOf(closed)
  const down = secondsOf(outages)
  const each = (name: string, list: Interruption[]) =>
    list.map(({ from, until, seconds }) => ({
      section: word(name),
      item: `${formatTimestamp(from)}～${formatTimestamp(until)}`,
      value: duration(seconds, i18n),
    }))
  return [
    { section, item: word('share'), value: shareOf(expected - down, expected) },
    { section, item: word('observed'), value: duration(observed, i18n) },
    { section, item: word('down'), value: duration(down, i18n) },
    { section, item: word('rested'), value: duration(secondsOf(planned), i18n) },
    { section, item: word('shut'), value: duration(secondsOf(closed), i18n) },
    ...each('outages', outages),
    ...each('planned', planned),
    ...each('closed', closed),
  ]
}

function inquiries(counted: InquiryCount[], i18n: I18n): MonthlyLine[] {
  const section = i18n.t('operations.monthly.inquiries')
  const count = (n: number) => i18n.t('operations.monthly.count', { n })
  const sum = (key: 'count' | 'open') => counted.reduce((total, one) => total + one[key], 0)
  return [
    ...INQUIRY_CATEGORIES.map((category) => ({
      section,
      item: i18n.t(`operations.categories.${category}`),
      value: count(counted.find((one) => one.category === category)?.count ?? 0),
    })),
    { section, item: i18n.t('operations.monthly.all'), value: count(sum('count')) },
    { section, item: i18n.t('operations.monthly.open'), value: count(sum('open')) },
  ]
}

const secondsOf = (list: Interruption[]) => list.reduce((sum, { seconds }) => sum + seconds, 0)

/** Never rounded up to 100 while there was an outage. */
const shareOf = (part: number, whole: number) =>
  whole <= 0 ? '−' : `${(Math.floor((part / whole) * 100_000) / 1000).toFixed(3)}%`

function duration(seconds: number, i18n: I18n): string {
  const minutes = Math.ceil(seconds / 60)
  return i18n.t('operations.monthly.duration', { h: Math.floor(minutes / 60), m: minutes % 60 })
}
