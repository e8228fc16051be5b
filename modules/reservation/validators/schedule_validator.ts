import vine from '@vinejs/vine'
import { optionalDay, optionalLastDay, text, wholeNumber } from '#app/http/main'
import { toHalfWidth } from '#app/ui/main'

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

const weekdays = () => vine.array(wholeNumber(1, 7)).distinct()
const day = () => vine.string().regex(/^\d{4}-\d{2}-\d{2}$/)

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

export const exclusionValidator = vine.compile(
  vine.object({
    excluded_weekdays: weekdays().optional(),
    starts: clock(),
    ends: laterClock('starts'),
    ...validity,
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
    weekdays: weekdays().minLength(1),
    from: day(),
    until: day(),
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
