import { readdirSync, readFileSync } from 'node:fs'

/** Clock ticks a second, on every Linux there is. */
const TICKS = 100
const EVERY_MS = 50

/** What a program and everything it has started took together. */
export interface Taken {
  cpuSeconds: number
  /** The most memory all of them had at one moment. */
  megabytes: number
}

/**
 * Watches a process and its descendants until it is asked what they took. A
 * typesetting process is killed rather than waited for, so the operating
 * system adds its time to nobody's.
 */
export function watchProcesses(pid: number): { taken(): Taken } {
  const ticks = new Map<number, number>()
  let most = 0
  const look = () => {
    let resident = 0
    for (const one of treeOf(pid)) {
      ticks.set(one.pid, one.ticks)
      resident += one.megabytes
    }
    most = Math.max(most, resident)
  }
  look()
  const timer = setInterval(look, EVERY_MS)
  return {
    taken() {
      look()
      clearInterval(timer)
      const all = [...ticks.values()].reduce((sum, n) => sum + n, 0)
      return { cpuSeconds: all / TICKS, megabytes: most }
    },
  }
}

interface Running {
  pid: number
  parent: number
  ticks: number
  megabytes: number
}

function treeOf(root: number): Running[] {
  const running = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => readProcess(Number(name)) ?? [])
  const found = running.filter(({ pid }) => pid === root)
  for (const { pid } of found) found.push(...running.filter(({ parent }) => parent === pid))
  return found
}

/** Nothing for one that has just ended. */
function readProcess(pid: number): Running | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    /** What follows the name, which may have anything in it. */
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    const resident = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))
    return {
      ...{ pid, parent: Number(fields[1]), ticks: Number(fields[11]) + Number(fields[12]) },
      megabytes: resident ? Number(resident[1]) / 1024 : 0,
    }
  } catch {
    return undefined
  }
}
