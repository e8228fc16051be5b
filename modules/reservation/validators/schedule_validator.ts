import vine from '@vinejs/vine'
import type { Infer } from '@vinejs/vine/types'
import { blankIsNothing, optionalDay, optionalLastDay, text, wholeNumber } from '#app/http/main'
import { parseJapaneseDate, toHalfWidth } from '#app/ui/main'
import type { OpeningHours } from '../actions/add_opening_hours.js'

const halfWidth = (value: unknown) =>
  typeof value === 'string' ? toHalfWidth(value).trim() || undefined : value

/** `8:30` and `０８：３０` as `08:30`; what is no time of the day stays and is refused. */
function clockOf(value: unknown) {
  const half = halfWidth(value)
  const written = typeof half === 'string' ? half.replace('：', ':') : half
  return typeof written === 'string' && /^\d:\d\d$/.test(written) ? `0${written}` : written
}

const later = vine.createRule((value, first: string, field) => {
  if (String(value) <= String(clockOf(field.parent[first]))) {
    field.report('The {{ field }} field is not after its beginning', 'clock.after', field)
  }
})

const clock = () =>
  vine
    .string()
    .parse(clockOf)
    .regex(/^([01]\d|2[0-3]):[0-5]\d$/)

/** A last time of the day, after the one in the field `first`. */
const laterClock = (first: string) => clock().use(later(first))

const count = (min: number, max: number) =>
  vine.number().parse(halfWidth).withoutDecimals().range([min, max])

const withoutBlanks = (value: unknown) =>
  Array.isArray(value) ? value.filter((one) => one !== '' && one !== null) : value

const weekdays = () => vine.array(wholeNumber(1, 7)).distinct()
/** One day after the other, however each is written; what is none of them is named. */
const singleDays = vine.createRule((value, _options, field) => {
  const written = String(value)
    .split(/[\n,、\s]+/)
    .filter(Boolean)
  const wrong = written.find((day) => !parseJapaneseDate(day).ok)
  if (wrong !== undefined)
    field.report('The {{ field }} field has a day that is none', 'days', field)
})

/** Single days in order, each once. */
export const daysIn = (written: string): string[] =>
  [
    ...new Set(
      written.split(/[\n,、\s]+/).flatMap((one) => {
        const parsed = parseJapaneseDate(one)
        return parsed.ok ? parsed.iso : []
      })
    ),
  ].sort()

/** A box nobody filled in is not there. */
const blankIsMissing = (value: unknown) =>
  typeof value === 'string' && value.trim() === '' ? undefined : value

const day = () =>
  vine
    .string()
    .parse(blankIsMissing)
    .regex(/^\d{4}-\d{2}-\d{2}$/)

const validity = { valid_from: optionalDay(), valid_until: optionalLastDay('valid_from') }

export const hoursValidator = vine.compile(
  vine.object({
    weekdays: weekdays().minLength(1),
    opens: clock(),
    closes: laterClock('opens'),
    unit: count(5, 120),
    /** The capacity, or desks and how many each takes at a time. */
    capacity: count(1, 999).optional().requiredIfMissing('desks'),
    desks: count(1, 99).optional(),
    per_desk: count(1, 10).optional(),
    ...validity,
  })
)

/** Opening hours as the form says them: a capacity, or desks and what each of them takes. */
export function hoursOf(input: Infer<typeof hoursValidator>): OpeningHours {
  const { weekdays: days, opens, closes, unit, desks = null } = input
  const perDesk = desks && (input.per_desk ?? 1)
  return {
    ...{ weekdays: days, opens, closes, unit, desks, perDesk },
    capacity: desks ? desks * perDesk! : input.capacity!,
    ...{ validFrom: input.valid_from, validUntil: input.valid_until },
  }
}

export const exclusionValidator = vine.compile(
  vine.object({
    /** Nothing, or an empty one, for every day. */
    excluded_weekdays: weekdays().parse(withoutBlanks).optional(),
    starts: clock(),
    ends: laterClock('starts'),
    excluded_from: optionalDay(),
    excluded_until: optionalLastDay('excluded_from'),
  })
)

export const publishValidator = vine.compile(
  vine.object({
    from: optionalDay(),
    until: optionalLastDay('from'),
    counter: vine.string().parse(blankIsNothing).nullable(),
  })
)

export const closedDayValidator = vine.compile(
  vine.object({ closed_on: optionalDay(), reason: text(100) })
)

export const removalValidator = vine.compile(
  vine.object({
    kind: vine.enum(['hours', 'exclusion', 'closed_day'] as const),
    id: vine.string().uuid(),
  })
)

/** The boxes of each kind of plan for a day; those of another kind are not looked at. */
const plan = {
  reason: text(100).optional().requiredWhen('kind', '=', 'closed'),
  opens: clock().optional().requiredWhen('kind', '=', 'hours'),
  closes: laterClock('opens').optional().requiredWhen('kind', '=', 'hours'),
  unit: count(5, 120).optional().requiredWhen('kind', '=', 'hours'),
  capacity: count(1, 999).optional().requiredWhen('kind', 'in', ['hours', 'capacity']),
}

export const dayValidator = vine.compile(
  vine.object({ kind: vine.enum(['rules', 'closed', 'hours', 'capacity'] as const), ...plan })
)

export const bulkValidator = vine.compile(
  vine.object({
    counters: vine.array(vine.string().uuid()).distinct().minLength(1).maxLength(500),
    /** Weekdays of a period, or single days. */
    which: vine.enum(['weekdays', 'dates'] as const).optional(),
    weekdays: weekdays().minLength(1).optional().requiredWhen('which', '!=', 'dates'),
    from: day().optional().requiredWhen('which', '!=', 'dates'),
    until: day().optional().requiredWhen('which', '!=', 'dates'),
    dates: vine
      .string()
      .parse(blankIsMissing)
      .maxLength(10_000)
      .use(singleDays())
      .optional()
      .requiredWhen('which', '=', 'dates'),
    kind: vine.enum(['rules', 'closed', 'hours', 'capacity', 'exclusion'] as const),
    ...plan,
    starts: clock().optional().requiredWhen('kind', '=', 'exclusion'),
    ends: laterClock('starts').optional().requiredWhen('kind', '=', 'exclusion'),
  })
)

export const slotCapacityValidator = vine.compile(
  vine.object({
    /** Nothing gives the slot back to what the rules say. */
    capacity: count(0, 999).optional(),
  })
)
