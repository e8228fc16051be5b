/**
 * `/` goes to the page's search box, wherever one is not already typing.
 */
export function findWithSlash(): void {
  document.addEventListener('keydown', (event) => {
    const typing =
      event.target instanceof Element &&
      event.target.closest('input, textarea, select, [contenteditable]') !== null
    if (event.key !== '/' || typing || event.ctrlKey || event.metaKey || event.altKey) {
      return
    }
    const box = document.querySelector<HTMLInputElement>(
      '[data-search], input[type=search], form[role=search] input:not([type=hidden])'
    )
    if (box) {
      event.preventDefault()
      box.focus()
      box.select()
    }
  })
}
