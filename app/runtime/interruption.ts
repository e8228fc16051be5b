/**
 * The wish to stop, from whichever side it comes: Ctrl-C, a terminal that
 * closes, a service manager, or npm vanishing above us.
 */
export class Interruption {
  readonly #first = Promise.withResolvers<void>()
  readonly #second = Promise.withResolvers<void>()
  #count = 0

  constructor() {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
      process.on(signal, () => this.#interrupt())
    }
    this.#watchNpm()
  }

  get happened() {
    return this.#count > 0
  }

  /** Resolves when somebody asks to stop. */
  get asked(): Promise<void> {
    return this.#first.promise
  }

  /** Resolves when somebody asks again, and so will not wait. */
  get insisted(): Promise<void> {
    return this.#second.promise
  }

  #interrupt() {
    this.#count++
    this.#first.resolve()
    if (this.#count > 1) this.#second.resolve()
  }

  /**
   * npm passes signals on, but killed outright it cannot, and nobody would be
   * left to press Ctrl-C. Only npm is watched: a shell that starts us in the
   * background may well end before us.
   */
  #watchNpm() {
    if (!process.env.npm_lifecycle_event || process.platform === 'win32') return
    const parent = process.ppid
    setInterval(() => {
      if (process.ppid !== parent && !this.happened) this.#interrupt()
    }, 1_000).unref()
  }
}
