import { globSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { APP_ROOT } from '#database/embedded/installation'

/**
 * The files of a suite, dealt out to several processes: the largest first,
 * each to whoever has least so far. Size stands for time, which nobody knows.
 *
 * @returns paths from the root of the application; fewer parts where there are fewer files
 */
export function suiteParts(patterns: string[], count: number): string[][] {
  const parts = Array.from({ length: count }, () => ({ size: 0, files: [] as string[] }))
  const files = globSync(patterns, { cwd: APP_ROOT })
    .map((path) => ({ path, size: statSync(join(APP_ROOT, path)).size }))
    .sort((a, b) => b.size - a.size)
  for (const { path, size } of files) {
    const least = parts.reduce((one, other) => (other.size < one.size ? other : one))
    least.files.push(path)
    least.size += size
  }
  return parts.map((part) => part.files).filter((part) => part.length > 0)
}
