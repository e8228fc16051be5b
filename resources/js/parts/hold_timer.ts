const MINUTE = 60_000

/** A screen reader hears the time left at these minutes only. */
const SPOKEN_MINUTES = [5, 2, 1]

/**
 * `<p data-hold-until="2026-11-24T08:40:00+09:00">`: counts down to the end of a
 * held slot. The page's own sentence names the time of day, so nothing is lost
 * where this does not run. Its words, in the reader's language, come with it.
 *
 * It never locks the form: whether the seat is still free is for the server to say.
 */
export function countDownHolds(root: ParentNode = document): void {
  root.querySelectorAll<HTMLElement>('[data-hold-until]').forEach((timer) => {
    const until = Date.parse(timer.dataset.holdUntil ?? '')
    if (Number.isNaN(until)) {
      return
    }

    const shown = timer.firstElementChild ?? timer
    shown.setAttribute('aria-hidden', 'true')

    const spoken = document.createElement('span')
    spoken.className = 'visually-hidden'
    spoken.setAttribute('aria-live', 'polite')
    spoken.textContent = shown.textContent
    timer.append(spoken)

    /** The seconds tick by the clock, so a phone that slept is right on waking. */
    let lastSpoken = Number.POSITIVE_INFINITY
    const tick = () => {
      const left = until - Date.now()
      if (left <= 0) {
        const over = timer.dataset.holdOver ?? ''
        timer.dataset.holdState = 'over'
        shown.textContent = over
        spoken.textContent = over
        clearInterval(clock)
        return
      }

      const {
        holdLeft = '',
        holdMinutesSeconds = '',
        holdMinutes = '',
        holdSeconds = '',
      } = timer.dataset
      const sentence = (time: string) => holdLeft.replace('{time}', time)
      const seconds = Math.ceil(left / 1000)
      const minutes = Math.floor(seconds / 60)
      shown.textContent = sentence(
        minutes > 0
          ? holdMinutesSeconds
              .replace('{minutes}', String(minutes))
              .replace('{seconds}', String(seconds % 60).padStart(2, '0'))
          : holdSeconds.replace('{seconds}', String(seconds))
      )

      const due = SPOKEN_MINUTES.filter((minute) => left <= minute * MINUTE).pop()
      if (due !== undefined && due < lastSpoken) {
        spoken.textContent = sentence(holdMinutes.replace('{minutes}', String(due)))
        lastSpoken = due
      }
    }

    const clock = setInterval(tick, 1000)
    tick()
  })
}
