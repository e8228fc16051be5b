/**
 * How an ID is compared: people type it in any width and case, with or
 * without the hyphens it is printed with.
 */
export function foldId(typed: string): string {
  return typed
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[\s\-‐‑–—―−ー]/g, '')
}

/**
 * A ログインID somebody chose: letters, digits and . _ - @, 4 to 50 of them.
 *
 * @returns null when it cannot be one
 */
export function readLoginName(typed: unknown): string | null {
  const name = typeof typed === 'string' ? typed.normalize('NFKC').trim() : ''
  return /^[A-Za-z0-9][A-Za-z0-9._@-]{3,49}$/.test(name) && foldId(name).length >= 4 ? name : null
}
