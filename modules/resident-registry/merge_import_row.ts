import type { FieldValues } from '@madoguchi/module-kit'
import type { BirthDate } from './birth_date.js'
import { changedKeys } from './changed_keys.js'

/**
 * What a line of a file makes of a known resident: the file decides on the
 * columns it has, also where they are empty, and the rest stays.
 *
 * @param keys the fields the file has
 */
export function mergeImportRow(before: FieldValues, read: FieldValues, keys: string[]) {
  const ours = new Set(keys)
  const kept = Object.entries(before).filter(([key]) => !ours.has(key))
  const values: FieldValues = { ...Object.fromEntries(kept), ...read }
  /** The same day written in another way is no change: what was written first stays. */
  if (dayOf(before) && dayOf(before) === dayOf(values)) values.birth_date = before.birth_date
  return { values, changed: changedKeys(before, values) }
}

const dayOf = ({ birth_date: birth }: FieldValues) =>
  (birth as unknown as BirthDate | undefined)?.date
