import type { FieldValues } from '@madoguchi/module-kit'

/** Which fields a change is about; the log does not keep what they said. */
export function changedKeys(before: FieldValues, after: FieldValues): string[] {
  const keys = new Set([...Object.keys(before), ...Object.keys(after)])
  return [...keys].filter((key) => JSON.stringify(before[key]) !== JSON.stringify(after[key]))
}
