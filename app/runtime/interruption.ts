import { commandLine, parentOf } from '#database/embedded/process_identity'

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
      /** Ahead of those ace has registered already, which end the application. */
      process.prependListener(signal, () => this.#interrupt())
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
   * npm passes signals on, but to the shell it runs us in, which dies of them
   * alone; and killed outright it passes nothing on. Either way nobody would
   * be left to press Ctrl-C. Started without npm we watch nobody: a shell that
   * puts us in the background may well end before us.
   */
  #watchNpm() {
    if (!process.env.npm_lifecycle_event || process.platform === 'win32') return
    const parent = process.ppid
    const isShell = /^\S*sh -c /.test(commandLine(parent) ?? '')
    const npm = isShell ? parentOf(parent) : null

    setInterval(() => {
      if (this.happened) return
      if (process.ppid !== parent || (npm && parentOf(parent) !== npm)) this.#interrupt()
    }, 250).unref()
  }
}
