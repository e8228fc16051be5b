import { readdirSync, readFileSync } from 'node:fs'

/** Clock ticks a second, on every Linux there is. */
const TICKS = 100
const EVERY_MS = 50

/** What a program and everything it has started took together. */
export interface Taken {
  cpuSeconds: number
  /** The most memory all of them had at one moment; of their program's files, which they share, only the largest share. */
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
    let [own, files] = [0, 0]
    for (const one of treeOf(pid)) {
      ticks.set(one.pid, one.ticks)
      own += one.own
      files = Math.max(files, one.files)
    }
    most = Math.max(most, own + files)
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
  /** Megabytes of its own, and of files it runs. */
  own: number
  files: number
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
    const status = readFileSync(`/proc/${pid}/status`, 'utf8')
    const megabytes = (name: string) =>
      Number(new RegExp(`${name}:\\s+(\\d+)`).exec(status)?.[1] ?? 0) / 1024
    return {
      ...{ pid, parent: Number(fields[1]), ticks: Number(fields[11]) + Number(fields[12]) },
      ...{ own: megabytes('RssAnon') + megabytes('RssShmem'), files: megabytes('RssFile') },
    }
  } catch {
    return undefined
  }
}
