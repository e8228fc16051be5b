import vine from '@vinejs/vine'
import type { FieldDefinition, FieldIndexKey } from '#app/module_kit/main'
import { LONGEST_ENDING } from './index_values.js'
import type { FieldSet } from './field_set.js'

/** What somebody looks for in a searchable field, as the index has it. */
export interface FieldSearch {
  subject: string
  field: string
  key: FieldIndexKey
  match: 'whole' | 'start' | 'inside'
}

/** The fields staff may look for records by, in the municipality's order. */
export const searchableFields = (set: FieldSet): FieldDefinition[] =>
  set
    .inUse('staff')
    .filter((field) => field.searchable && field.kind === 'value' && set.typeOf(field).index)

/**
 * Reads what was typed into the box of a searchable field. A text is looked for
 * by its beginning or, where asked, by what is inside of it; a day, a number
 * and a choice as they are.
 *
 * @returns null when nothing can be found by it, e.g. a day that is none
 */
export async function askField(
  set: FieldSet,
  definition: FieldDefinition,
  typed: string,
  { inside = false } = {}
): Promise<FieldSearch | null> {
  const type = set.typeOf(definition)
  const schema: any = type.schema(definition)
  const [, read] = await vine.tryValidate({
    schema: vine.object({ value: schema }),
    data: { value: typed },
  })
  /** The beginning of a telephone number is none, and is found all the same. */
  const [key] = type.index?.(((read as any)?.value ?? typed) as string) ?? []
  if (!key || ('text' in key && key.text === '')) return null
  if ('number' in key && !Number.isFinite(key.number)) return null
  const whole = !('text' in key) || type.chosen
  const match = whole ? 'whole' : inside && type.foundInside ? 'inside' : 'start'
  return { subject: set.subject.id, field: definition.key, key, match }
}

/** The last character there is: no text that begins with a prefix comes after prefix and this. */
const LAST = '\u{10FFFF}'

/**
 * The ids of the records found, as a query to put into another one: plain
 * comparisons on plain columns, which row level security lets an index answer.
 *
 * @param name before the names of its bindings, where there are several
 */
export function recordsFound(
  { subject, field, key, match }: FieldSearch,
  name: string
): { sql: string; bindings: Record<string, unknown> } {
  const [column, value] = columnOf(key)
  const bindings: Record<string, unknown> = {
    [`${name}_subject`]: subject,
    [`${name}_field`]: field,
    [`${name}_from`]: value,
  }
  const of = (table: string) =>
    `SELECT record_id FROM ${table}
      WHERE municipality_id = :municipality AND subject = :${name}_subject AND field = :${name}_field`
  if (match === 'whole')
    return { sql: `${of('field_values')} AND ${column} = :${name}_from`, bindings }
  const range = (what: string) => `${what} >= :${name}_from AND ${what} < :${name}_to`
  if (match === 'start') {
    return {
      sql: `${of('field_values')} AND ${range(column)}`,
      bindings: { ...bindings, [`${name}_to`]: `${value}${LAST}` },
    }
  }
  /** Longer than an ending is kept: the rest is looked for in the few that are left. */
  const [start, rest] = [
    [...String(value)].slice(0, LONGEST_ENDING).join(''),
    [...String(value)].length > LONGEST_ENDING,
  ]
  return {
    sql: rest
      ? `${of('field_values')} AND strpos(text_key, :${name}_whole) > 0
           AND record_id IN (${of('field_endings')} AND ${range('ending')})`
      : `${of('field_endings')} AND ${range('ending')}`,
    bindings: {
      ...bindings,
      [`${name}_from`]: start,
      [`${name}_to`]: `${start}${LAST}`,
      ...(rest && { [`${name}_whole`]: value }),
    },
  }
}

function columnOf(key: FieldIndexKey): [string, string | number] {
  if ('text' in key) return ['text_key', key.text]
  return 'date' in key ? ['date_key', key.date] : ['number_key', key.number]
}
