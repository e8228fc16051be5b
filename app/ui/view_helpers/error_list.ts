import { fieldId } from './field_id.js'

export interface ErrorLine {
  field?: string
  message: string
  /** Leads to the control; absent for errors that belong to no field. */
  href?: string
}

/**
 * The shapes errors come in: VineJS messages, the session's bag of input
 * errors, a plain sentence per field.
 */
export type Errors =
  | Array<{ field?: string; message: string }>
  | Record<string, string | string[] | undefined>
  | null
  | undefined

/**
 * One line per field, in the order given, each leading to its control. Only the
 * first message of a field is listed: it is the one shown under the control.
 *
 * @param ids where a field's id is not the one made from its name
 */
export function errorList(errors: Errors, ids: Record<string, string> = {}): ErrorLine[] {
  const pairs: Array<[string | undefined, string]> = Array.isArray(errors)
    ? errors.map((error) => [error.field, error.message])
    : Object.entries(errors ?? {}).map(([field, messages]) => [field, first(messages)])

  const seen = new Set<string>()
  const lines: ErrorLine[] = []
  for (const [field, message] of pairs) {
    if (!message || (field && seen.has(field))) {
      continue
    }
    if (!field) {
      lines.push({ message })
      continue
    }
    seen.add(field)
    lines.push({ field, message, href: `#${ids[field] ?? fieldId(field)}` })
  }
  return lines
}

/**
 * The message for one field, for the `error` of a form component.
 */
export function errorFor(errors: Errors, field: string): string | undefined {
  return errorList(errors).find((line) => line.field === field)?.message
}

function first(messages: string | string[] | undefined): string {
  return (Array.isArray(messages) ? messages[0] : messages) ?? ''
}
