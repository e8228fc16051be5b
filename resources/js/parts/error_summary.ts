/**
 * After a rejected form the reader starts at the list of what to correct.
 */
export function focusErrorSummary(): void {
  document.querySelector<HTMLElement>('[data-focus-on-load]')?.focus()
}
