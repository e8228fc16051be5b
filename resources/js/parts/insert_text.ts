/**
 * Buttons that write something into a text box where the cursor is. Without
 * JavaScript they show what may be typed and do nothing.
 */
export function insertText(button: HTMLElement): void {
  button.addEventListener('click', () => {
    const box = document.getElementById(button.dataset.insertInto!) as HTMLTextAreaElement
    box.setRangeText(button.dataset.insert!, box.selectionStart, box.selectionEnd, 'end')
    box.focus()
    box.dispatchEvent(new Event('input', { bubbles: true }))
  })
}
