/**
 * Print buttons are in the page but hidden, because without JavaScript they
 * could do nothing.
 */
export function showPrintButtons(root: ParentNode = document): void {
  root.querySelectorAll<HTMLButtonElement>('[data-print]').forEach((button) => {
    button.hidden = false
    button.addEventListener('click', () => window.print())
  })
}
