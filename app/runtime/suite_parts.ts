import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { APP_ROOT } from '#database/embedded/installation'

/** Milliseconds a character of tests takes, about, and which part of what a test allows itself it takes. */
const A_CHARACTER = 0.2
const OF_ITS_TIME = 0.2

/**
 * The files of a suite, dealt out to several processes: the longest first,
 * each to whoever has least so far. How long one takes is guessed from its
 * length and from the time its tests allow themselves.
 *
 * @returns paths from the root of the application; fewer parts where there are fewer files
 */
export function suiteParts(patterns: string[], count: number): string[][] {
  const parts = Array.from({ length: count }, () => ({ time: 0, files: [] as string[] }))
  const files = globSync(patterns, { cwd: APP_ROOT })
    .map((path) => ({ path, time: guess(readFileSync(join(APP_ROOT, path), 'utf8')) }))
    .sort((a, b) => b.time - a.time)
  for (const { path, time } of files) {
    const least = parts.reduce((one, other) => (other.time < one.time ? other : one))
    least.files.push(path)
    least.time += time
  }
  return parts.map((part) => part.files).filter((part) => part.length > 0)
}

function guess(tests: string): number {
  const allowed = [...tests.matchAll(/\.timeout\(([\d_]+)\)/g)].map(([, time]) =>
    Number(time.replaceAll('_', ''))
  )
  return tests.length * A_CHARACTER + allowed.reduce((sum, time) => sum + time, 0) * OF_ITS_TIME
}
