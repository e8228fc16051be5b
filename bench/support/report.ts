export interface Result {
  bench: string
  value: number
  unit: string
  yardstick: number
  ratio: number
  [more: string]: unknown
}

/** Prints the rows for people and, last, one line of JSON for machines: the form every benchmark keeps. */
export function report(rows: Record<string, string | number>[], result: Result) {
  console.table(rows)
  console.log(JSON.stringify(result))
}

export const median = (values: number[]) =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)]

export const rounded = (value: number, digits = 0) => Number(value.toFixed(digits))
