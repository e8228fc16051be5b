/**
 * Whether an option is the chosen one. A value may come as a number from the
 * database and as a string from a form that is shown again.
 */
export function same(option: unknown, value: unknown): boolean {
  return value !== undefined && value !== null && String(option) === String(value)
}

/**
 * Whether an option is among the chosen ones.
 */
export function includes(values: unknown, option: unknown): boolean {
  const list = Array.isArray(values) ? values : values === undefined ? [] : [values]
  return list.some((value) => same(option, value))
}
