import { setInterval } from 'node:timers'
import { workerData } from 'node:worker_threads'

/**
 * A thread beside the typesetting, which answers nobody while it compiles:
 * ends the process when it has grown too large or when whom it works for is
 * gone. Memory the compiler takes is not V8's, so no option of Node limits it.
 */
const { mostBytes, parent } = workerData as { mostBytes: number; parent: number }

setInterval(() => {
  if (process.memoryUsage.rss() > mostBytes || process.ppid !== parent) {
    process.kill(process.pid, 'SIGKILL')
  }
}, 100)
