import { BaseCommand, flags } from '@adonisjs/core/ace'
import type { CommandOptions } from '@adonisjs/core/types/ace'
import {
  bootErrorSentence,
  endAllChildren,
  ensureAssets,
  Interruption,
  runSuite,
  startTestDatabase,
  suiteParts,
  type SuiteResult,
  type SuiteRun,
  type TestDatabase,
} from '#app/runtime/main'
import { SetupError } from '#database/setup_error'

const seconds = (milliseconds: number) => `${(milliseconds / 1000).toFixed(1)} s`

/**
 * What `npm test` runs: every suite, each in a process and a database of its
 * own, on one PostgreSQL that is gone afterwards. Where fewer are chosen than
 * run at the same time, each is run in parts, so that none waits alone.
 */
export default class TestAll extends BaseCommand {
  static commandName = 'test:all'
  static description = 'Run the test suites, each in a process and a database of its own'
  static options: CommandOptions = { startApp: false, staysAlive: true }

  @flags.array({ description: 'Run this suite only (repeatable)' })
  declare suite?: string[]

  @flags.array({ description: 'Run the tests of these files only' })
  declare files?: string[]

  @flags.array({ description: 'Run the tests of these titles only' })
  declare tests?: string[]

  @flags.number({ description: 'Suites that run at the same time', default: 2 })
  declare jobs: number

  #interruption = new Interruption()
  #database: Promise<TestDatabase> | undefined
  #ending: Promise<void> | undefined

  async run() {
    /** Ace answers signals as well and ends the application; it has to wait for us. */
    this.app.terminating(() => this.#end())
    void this.#interruption.asked.then(() => this.#end())

    let results: SuiteResult[] = []
    try {
      results = await this.#runSuites(this.#runs(this.#chooseSuites()))
    } catch (error) {
      if (!this.#interruption.happened) this.#report(error)
    }
    await this.#end()

    const failed = results.reduce((sum, result) => sum + result.failed, 0)
    const passed = results.reduce((sum, result) => sum + result.passed, 0)
    if (this.#interruption.happened) {
      this.exitCode = 130
    } else {
      this.exitCode = failed > 0 || passed === 0 ? 1 : 0
      if (results.length > 0) this.#printTable(results)
      if (results.length > 0 && passed + failed === 0)
        this.logger.log('No test has that title, or stands in a file of that name.')
      this.logger.log(`${passed} passed, ${failed} failed`)
    }
    await this.terminate()
    process.exitCode = this.exitCode
  }

  #chooseSuites(): string[] {
    const known = this.app.rcFile.tests.suites.map(({ name }) => name)
    const unknown = (this.suite ?? []).filter((name) => !known.includes(name))
    if (unknown.length > 0) {
      throw new SetupError(
        `There is no test suite "${unknown.join('", "')}". There are: ${known.join(', ')}.`
      )
    }
    return this.suite?.length ? known.filter((name) => this.suite!.includes(name)) : known
  }

  #runs(suites: string[]): SuiteRun[] {
    const filters = [
      ...(this.files ?? []).map((file) => `--files=${file}`),
      ...(this.tests ?? []).map((title) => `--tests=${title}`),
    ]
    if (filters.length > 0 || suites.length >= this.jobs) {
      return suites.map((name) => ({ suite: name, name, filters, mayBeEmpty: filters.length > 0 }))
    }
    const parts = Math.ceil(this.jobs / suites.length)
    return this.app.rcFile.tests.suites
      .filter(({ name }) => suites.includes(name))
      .flatMap(({ name, files }) =>
        suiteParts([files].flat(), parts).map((part, i, all) => ({
          suite: name,
          name: `${name} ${i + 1}/${all.length}`,
          filters: part.map((file) => `--files=${file}`),
          mayBeEmpty: false,
        }))
      )
  }

  async #runSuites(runs: SuiteRun[]): Promise<SuiteResult[]> {
    await ensureAssets()
    this.#database = startTestDatabase(process.env.DATABASE_URL)
    const database = await this.#database

    const waiting = [...runs]
    const results: SuiteResult[] = []
    const work = async () => {
      for (let run = waiting.shift(); run; run = waiting.shift()) {
        if (this.#interruption.happened) return
        const result = await runSuite(run, database)
        if (this.#interruption.happened) return
        results.push(result)
        this.#printSuite(result)
      }
    }
    await Promise.all(Array.from({ length: Math.max(1, this.jobs) }, work))
    const order = runs.map(({ name }) => name)
    return results.sort((a, b) => order.indexOf(a.suite) - order.indexOf(b.suite))
  }

  #printSuite({ suite, output, milliseconds, trouble }: SuiteResult) {
    this.logger.log(`\n── ${suite} (${seconds(milliseconds)}) ${'─'.repeat(40)}`)
    if (output) this.logger.log(output)
    if (trouble) this.logger.log(`The suite "${suite}" ${trouble}.`)
  }

  #printTable(results: SuiteResult[]) {
    const rows = [
      ['suite', 'passed', 'failed', 'skipped', 'time', ''],
      ...results.map(({ suite, passed, failed, skipped, milliseconds, trouble }) => [
        suite,
        String(passed),
        String(failed),
        String(skipped),
        seconds(milliseconds),
        trouble ?? '',
      ]),
    ]
    const widths = rows[0].map((_, column) => Math.max(...rows.map((row) => row[column].length)))
    const lines = rows.map(([suite, ...rest]) =>
      [
        suite.padEnd(widths[0]),
        ...rest.slice(0, 4).map((cell, column) => cell.padStart(widths[column + 1])),
        rest[4],
      ]
        .join('  ')
        .trimEnd()
    )
    this.logger.log(`\n${lines.join('\n')}\n`)
  }

  #report(error: unknown) {
    const sentence = bootErrorSentence(error)
    this.logger.logError(
      `The tests did not run. ${sentence ?? (error as Error)?.stack ?? String(error)}`
    )
  }

  /** Ends what was started, in reverse order, once. */
  #end(): Promise<void> {
    this.#ending ??= (async () => {
      await endAllChildren(this.#interruption.happened ? 2_000 : 0, this.#interruption.insisted)
      const database = await this.#database?.catch(() => undefined)
      await database?.stop()
    })()
    return this.#ending
  }
}
