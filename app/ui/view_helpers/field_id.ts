/**
 * The id of a control, made from its name, so that a label, a support text and
 * a line of the error summary all find it without being told.
 *
 * @example
 * fieldId('extra[card]') // 'extra-card'
 */
export function fieldId(name: string): string {
  return name.replace(/[^A-Za-z0-9_-]+/g, '-').replace(/^-+|-+$/g, '')
}

/**
 * The value of `aria-describedby`: the support text and the error, if any.
 *
 * @returns a list of ids, or false where there is nothing to point to
 */
export function describedBy(id: string, hint: unknown, error: unknown): string | false {
  const ids = [hint ? `${id}-hint` : '', error ? `${id}-error` : ''].filter(Boolean)
  return ids.length > 0 && ids.join(' ')
}
