/**
 * `<div data-reload-every="5">`: fetches its own page every so many seconds and
 * takes that part of it over, so that a board on a wall keeps up by itself.
 * What did not change is left alone: a screen reader hears new numbers only.
 */
export function reloadBoards(): void {
  document.querySelectorAll<HTMLElement>('[data-reload-every]').forEach((board) => {
    const seconds = Number(board.dataset.reloadEvery)
    const reload = async () => {
      const answer = await fetch(location.href)
      if (!answer.ok) return
      const page = new DOMParser().parseFromString(await answer.text(), 'text/html')
      const fresh = page.querySelector('[data-reload-every]')
      if (fresh && fresh.innerHTML !== board.innerHTML) board.innerHTML = fresh.innerHTML
    }
    /** A missed turn is made up for by the next one. */
    setInterval(() => void reload().catch(() => undefined), seconds * 1000)
  })
}
