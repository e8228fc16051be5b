import { subscribe } from 'node:diagnostics_channel'
import type { IncomingMessage, ServerResponse } from 'node:http'

/** Upper bounds in seconds: around what residents notice. */
export const BOUNDS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5] as const

/** Requests of one class of answers (2xx, 5xx …) by how long they took. */
export interface HttpTimes {
  count: number
  /** Seconds in all. */
  sum: number
  /** How many took no longer than each bound. */
  within: number[]
}

const classes = new Map<string, HttpTimes>()

/** What this process has answered since it began to count, by class of answer. */
export const httpTimes: ReadonlyMap<string, HttpTimes> = classes

/**
 * Begins to count this process's requests. Node itself tells of them, so that
 * answers sent past the framework count too, and nothing is spent where
 * nobody asks.
 */
export function countRequests() {
  const began = new WeakMap<object, number>()
  subscribe('http.server.request.start', (message) => {
    began.set((message as { request: IncomingMessage }).request, performance.now())
  })
  subscribe('http.server.response.finish', (message) => {
    const { request, response } = message as { request: IncomingMessage; response: ServerResponse }
    const start = began.get(request)
    if (start !== undefined) observe(response.statusCode, (performance.now() - start) / 1000)
  })
}

function observe(status: number, seconds: number) {
  const name = `${Math.floor(status / 100)}xx`
  const times = classes.get(name) ?? { count: 0, sum: 0, within: BOUNDS.map(() => 0) }
  classes.set(name, times)
  times.count += 1
  times.sum += seconds
  BOUNDS.forEach((bound, i) => {
    if (seconds <= bound) times.within[i] += 1
  })
}
