import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'

/** What Linux tells about a process after its name: its state, its parent's id and more. */
function statOf(pid: number): string[] | null {
  if (process.platform !== 'linux') return null
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'latin1')
    /** The name stands in parentheses and may contain any of them. */
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  } catch {
    return null
  }
}

/**
 * A process that has ended and whose parent did not ask how. In a container
 * whose first process never asks, such a one keeps its id for good.
 */
const isZombie = (pid: number) => ['Z', 'X'].includes(statOf(pid)?.[0] ?? '')

/** The id of the process that started another, or null where the system does not tell. */
export function parentOf(pid: number): number | null {
  return Number(statOf(pid)?.[1]) || null
}

/** Whether a process of this id runs, ours or another user's. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return !isZombie(pid)
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

/**
 * The command line a process was started with, or null. A process id alone
 * proves nothing: after a restart of the machine it belongs to somebody else.
 */
export function commandLine(pid: number): string | null {
  if (process.platform === 'linux') {
    try {
      return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ').trim() || null
    } catch {
      return null
    }
  }
  if (process.platform === 'win32') return null
  const ps = spawnSync('ps', ['-o', 'command=', '-p', String(pid)], { encoding: 'utf8' })
  return ps.stdout?.trim() || null
}

/** Waits until a process is gone; false when it outlives the patience. */
export async function waitUntilGone(pid: number, milliseconds: number): Promise<boolean> {
  const deadline = Date.now() + milliseconds
  while (isAlive(pid)) {
    if (Date.now() > deadline) return false
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  return true
}
