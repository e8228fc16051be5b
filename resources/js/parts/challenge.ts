/**
 * `<form data-challenge="…">`: solves the puzzle that comes with the form while
 * its reader reads, and sends the solution with it. Pressed before that, the
 * button waits for it. A browser that cannot (no secure context, too old)
 * sends the form as it is, and the server asks for some patience instead.
 */
export function solveChallenges(): void {
  document.querySelectorAll<HTMLFormElement>('form[data-challenge]').forEach((form) => {
    const field = form.elements.namedItem('solution')
    if (!(field instanceof HTMLInputElement) || !globalThis.crypto?.subtle) return
    const solving = solve(form.dataset.challenge ?? '').then(
      (solution) => void (field.value = solution),
      () => void form.removeAttribute('data-challenge')
    )

    /** On the way down, before the form counts as sent. */
    const wait = (event: SubmitEvent) => {
      if (event.target !== form || field.value || !form.hasAttribute('data-challenge')) return
      event.preventDefault()
      event.stopImmediatePropagation()
      const notice = form.querySelector<HTMLElement>('[data-challenge-wait]')
      if (notice) notice.hidden = false
      void solving.then(() => form.requestSubmit())
    }
    document.addEventListener('submit', wait, { capture: true })
  })
}

/** Loaded only where there is a puzzle: the calendar stays light. */
async function solve(text: string): Promise<string> {
  const challenge = JSON.parse(atob(text))
  const { solveChallenge } = await import('altcha-lib/v1')
  const { algorithm, maxnumber, salt } = challenge
  const solved = await solveChallenge(challenge.challenge, salt, algorithm, maxnumber).promise
  if (!solved) throw new Error('The challenge has no solution.')
  return btoa(JSON.stringify({ ...challenge, number: solved.number }))
}
