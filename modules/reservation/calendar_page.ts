import holidays from '@holiday-jp/holiday_jp'
import { DateTime } from 'luxon'
import type { I18n } from '@adonisjs/i18n'
import {
  localFormatters,
  type LocalFormatters,
  type WeekCell,
  type WeekDay,
  type WeekRow,
} from '#app/ui/main'
import type { Municipality } from '#app/tenancy/main'
import { bookableDays, bookingRules, reception, type BookingRules } from './booking_rules.js'
import { closedDaysBetween } from './queries/closed_days_between.js'
import { openCounters, type OpenCounter } from './queries/open_counters.js'
import { weekOfSlots } from './queries/week_of_slots.js'
import { offerAt, type ProcedureType } from './procedure_type.js'
import { visitStarts, type VisitStart } from './visit_starts.js'

const TOKYO = 'Asia/Tokyo'

export interface CalendarPage {
  counters: OpenCounter[]
  counter: OpenCounter | undefined
  days: WeekDay[]
  rows: WeekRow[]
  /** Those of the days on which somebody could come if a seat were left. */
  fullDays: WeekDay[]
  /** Whether new reservations are taken here now, and the rules that say so. */
  reception: ReturnType<typeof reception>
  rules: BookingRules
  /** ISO dates the neighbouring weeks begin on; the past has none. */
  from: string
  previous: string | null
  next: string
}

/**
 * The week grid of RS1 for one counter, in one read: seven days from the one
 * asked for, between today and a year from now.
 *
 * @param input.counterCode the counter shown; the first one when it is unknown
 * @param input.from ISO date the week begins on
 * @param input.type what the visit is for; where it is nothing, a visit takes one slot
 * @param input.desks how many have to be left for a start to be open; one when left out
 * @param input.boundBy whose booking rules count
 * @param input.isNew false where a reservation moves, which the time of reception does not bind
 * @param input.href address an open cell leads to
 * @param input.i18n the reader's language
 */
export async function calendarPage(input: {
  counterCode?: string
  from?: string
  type?: ProcedureType
  desks?: number
  boundBy: Pick<Municipality, 'settings'>
  isNew?: boolean
  href: (slotId: string) => string
  i18n: I18n
}): Promise<CalendarPage> {
  const fmt = localFormatters(input.i18n)
  const today = DateTime.now().setZone(TOKYO).startOf('day')
  const wanted = DateTime.fromISO(input.from ?? '', { zone: TOKYO })
  const latest = today.plus({ years: 1 })
  const from = wanted.isValid && wanted > today && wanted < latest ? wanted.startOf('day') : today
  const until = from.plus({ days: 7 })

  const { type, boundBy, isNew = true } = input
  const counters = (await openCounters(today.toISODate()!)).filter(
    ({ id }) => !type || offerAt(type, id).offered
  )
  const counter = counters.find(({ code }) => code === input.counterCode) ?? counters[0]
  const range = [from.toISODate()!, until.toISODate()!] as const
  const slots = counter ? await weekOfSlots(counter.id, ...range, type?.id) : []
  const closed = counter
    ? await closedDaysBetween(boundBy, counter.id, ...range)
    : new Set<string>()
  const starts = counter ? visitStarts(slots, counter.id, type) : []

  const rules = bookingRules(boundBy, counter?.rules)
  const state = isNew ? reception(rules) : 'open'
  const bookable = state === 'open' ? daysWithin(bookableDays(rules), counter) : undefined
  const days = daysFrom(from, fmt)
  const rows = rowsOf(starts, days, closed, { ...input, bookable, say: sentenceOf(input.i18n) })
  const earlier = from.minus({ days: 7 })
  return {
    counters,
    counter,
    days,
    rows,
    fullDays: days.filter((_, i) => isFull(rows.map(({ cells }) => cells[i]))),
    reception: state,
    rules,
    from: range[0],
    previous: from > today ? (earlier > today ? earlier : today).toISODate() : null,
    next: until.toISODate()!,
  }
}

const isFull = (cells: WeekCell[]) =>
  cells.some(({ state }) => state === 'full') && cells.every(({ state }) => state !== 'open')

/** As far as the counter is open: a temporary one is in its period only (R119, R124). */
const daysWithin = (days: { first: string; last: string }, counter?: OpenCounter) => ({
  first: counter?.validFrom && counter.validFrom > days.first ? counter.validFrom : days.first,
  last: counter?.validUntil && counter.validUntil < days.last ? counter.validUntil : days.last,
})

type CellSentence = (day: string, time: string, free: number) => string

/**
 * 「11月24日(火)8時30分 残5」 in the reader's language. A page says it a hundred
 * times and more, so the translation is read once and filled in by hand.
 */
function sentenceOf(i18n: I18n): CellSentence {
  const fmt = localFormatters(i18n)
  const seats = i18n.t('ui.week.open', { n: '{n}' })
  const sentence = i18n.t('reservation.calendar.cell', { day: '{day}', time: '{time}', seats })
  return (day, time, free) =>
    sentence
      .replace('{day}', fmt.monthDay(day))
      .replace('{time}', fmt.time(time))
      .replace('{n}', String(free))
}

function daysFrom(from: DateTime, fmt: LocalFormatters): WeekDay[] {
  return Array.from({ length: 7 }, (_, i) => {
    const day = from.plus({ days: i })
    const date = day.toISODate()!
    return {
      date,
      label: fmt.shortDay(date),
      weekday: fmt.weekday(date),
      holiday: holidays.isHoliday(new Date(date)),
      saturday: day.weekday === 6,
      sunday: day.weekday === 7,
    }
  })
}

interface CellInput {
  desks?: number
  /** ISO dates; nothing where no day can be booked now. */
  bookable?: { first: string; last: string }
  href: (slotId: string) => string
  say: CellSentence
}

function rowsOf(
  starts: VisitStart[],
  days: WeekDay[],
  closed: Set<string>,
  input: CellInput
): WeekRow[] {
  const byTime = new Map<string, Map<string, VisitStart>>()
  for (const slot of starts) {
    const row = byTime.get(slot.time) ?? new Map()
    byTime.set(slot.time, row.set(slot.date, slot))
  }
  return [...byTime.entries()]
    .sort(([a], [b]) => a.localeCompare(b))
    .map(([time, row]) => ({
      time,
      cells: days.map((day) => cellOf(row.get(day.date), day, closed, input)),
    }))
}

/** 休館 where the counter is closed, − where it takes nobody (outside hours, excluded, past, too short for the visit, not bookable yet or any more), 満 or 残N otherwise. */
function cellOf(
  slot: VisitStart | undefined,
  day: WeekDay,
  closed: Set<string>,
  { bookable, desks = 1, href, say }: CellInput
): WeekCell {
  if (closed.has(day.date)) return { state: 'closed' }
  if (!slot?.fits || slot.past || !bookable) return { state: 'none' }
  if (day.date < bookable.first || bookable.last < day.date) {
    return { state: 'none' }
  }
  if (slot.free < desks) return { state: 'full' }
  return {
    state: 'open',
    remaining: slot.free,
    href: href(slot.id),
    label: say(slot.date, slot.time, slot.free),
  }
}
