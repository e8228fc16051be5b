/** Times of a piece of work done over and over, in milliseconds, after a few that warm up. */
export async function timesOf(work: (i: number) => Promise<unknown>, rounds: number) {
  for (let i = 0; i < 3; i++) await work(rounds + i)
  const times: number[] = []
  for (let i = 0; i < rounds; i++) {
    const started = performance.now()
    await work(i)
    times.push(performance.now() - started)
  }
  times.sort((a, b) => a - b)
  return { median: times[rounds >> 1], p95: times[Math.ceil(rounds * 0.95) - 1] }
}
