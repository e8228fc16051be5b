import { setTimeout as wait } from 'node:timers/promises'

/** Residents who open a page every fifty milliseconds, while something else goes on. */
export function lookAt(url: string) {
  const taken: number[] = []
  let going = true
  const looking = (async () => {
    while (going) {
      const from = performance.now()
      const answer = await fetch(url)
      await answer.arrayBuffer()
      if (!answer.ok) throw new Error(`${url}: ${answer.status}`)
      taken.push(performance.now() - from)
      await wait(50)
    }
  })()
  return {
    /** @returns the time in milliseconds that one page in twenty takes longer than */
    async end(): Promise<number> {
      going = false
      await looking
      return taken.sort((a, b) => a - b)[Math.ceil(taken.length * 0.95) - 1]
    },
  }
}
