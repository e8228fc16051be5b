const WARN_BEFORE = 120_000

/** Work in one tab keeps the session of all: each tells the others until when. */
const otherTabs = new BroadcastChannel('madoguchi idle')

/**
 * `<div data-idle-until="…">`: shows itself two minutes before the session
 * ends because nothing was done, and goes on at the press of its button. Once
 * the time is over the page is asked for again, which leads to the sign-in
 * page and back here; nothing stays on an unattended screen.
 *
 * @returns what to do when the notice leaves the page
 */
export function warnBeforeIdleEnd(notice: HTMLElement): () => void {
  const { idleFor = '', idleStay = '', idleWarning = '', idleFailed = '' } = notice.dataset
  const title = notice.querySelector('b')!
  /** By this computer's clock, which may differ from the server's. */
  let until = Date.now() + Number(idleFor)

  const goOnUntil = (moment: number) => {
    until = Math.max(until, moment)
    notice.hidden = true
  }
  const hear = ({ data }: MessageEvent<{ side: string; until: number }>) => {
    if (data.side === idleStay) goOnUntil(data.until)
  }
  otherTabs.addEventListener('message', hear)
  otherTabs.postMessage({ side: idleStay, until })

  const stay = async () => {
    const answer = await fetch(idleStay, { redirect: 'manual' }).catch(() => null)
    if (!answer) {
      title.textContent = idleFailed
      return
    }
    if (!answer.ok) return location.assign(location.href)
    goOnUntil(Date.now() + Number(idleFor))
    otherTabs.postMessage({ side: idleStay, until })
  }
  notice.querySelector('button')!.addEventListener('click', () => void stay())

  const clock = setInterval(() => {
    const left = until - Date.now()
    if (left <= 0) {
      clearInterval(clock)
      location.assign(location.href)
    } else if (left <= WARN_BEFORE && notice.hidden) {
      title.textContent = idleWarning.replace('{time}', timeOfDay(until))
      notice.hidden = false
    }
  }, 1_000)

  return () => {
    clearInterval(clock)
    otherTabs.removeEventListener('message', hear)
  }
}

const timeOfDay = (moment: number) =>
  new Intl.DateTimeFormat('ja-JP', {
    hour: 'numeric',
    minute: '2-digit',
    timeZone: 'Asia/Tokyo',
  }).format(moment)
