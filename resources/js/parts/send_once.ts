/**
 * A form that creates something is sent once, however often the button is
 * pressed. The buttons stay enabled (a disabled button says nothing to anyone);
 * the form is marked busy and later submissions are dropped. The server has an
 * idempotency key besides: this only spares people a second answer.
 */
export function sendFormsOnce(): void {
  /** Listens on the way down, before anything else that acts on a submission. */
  const guard = (event: SubmitEvent) => {
    const form = event.target
    if (!(form instanceof HTMLFormElement) || !form.hasAttribute('data-send-once')) {
      return
    }
    if (form.getAttribute('aria-busy') === 'true') {
      event.preventDefault()
      event.stopImmediatePropagation()
      return
    }
    form.setAttribute('aria-busy', 'true')
  }
  document.addEventListener('submit', guard, { capture: true })

  /**
   * Coming back with the browser's back button may show the page as it was
   * left: the form has to be usable again.
   */
  addEventListener('pageshow', () => {
    document.querySelectorAll('form[aria-busy]').forEach((form) => {
      form.removeAttribute('aria-busy')
    })
  })
}
