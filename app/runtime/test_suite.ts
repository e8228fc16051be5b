import { join } from 'node:path'
import { ending, endChild, killGroup, startChild } from '#app/runtime/child'
import type { TestDatabase } from '#app/runtime/test_database'
import { testEnvironment } from '#app/runtime/test_environment'
import { APP_ROOT } from '#database/embedded/installation'

/** Compiled code of every process of the tests, for the next one to start quicker: some suites start dozens. */
const COMPILED = join(APP_ROOT, 'node_modules/.cache/madoguchi-tests')

/** A suite that takes longer hangs on something. */
const SUITE_PATIENCE = 30 * 60_000

export interface SuiteResult {
  suite: string
  passed: number
  failed: number
  skipped: number
  milliseconds: number
  /** What the suite printed, without the lines meant for us. */
  output: string
  /** Why it counts as failed although no test of its own says so. */
  trouble: string | null
}

interface Aggregates {
  passed: number
  failed: number
  skipped: number
  todo: number
  regression: number
}

/** Japa's `ndjson` reporter talks to us on the stream its `spec` reporter uses to talk to people. */
function separate(output: string): { forPeople: string; aggregates: Aggregates | null } {
  let aggregates: Aggregates | null = null
  const forPeople = output.split('\n').filter((line) => {
    if (line.startsWith('{"aggregates":')) {
      aggregates = (JSON.parse(line) as { aggregates: Aggregates }).aggregates
      return false
    }
    return !line.startsWith('{"event":"')
  })
  return { forPeople: forPeople.join('\n').trim(), aggregates }
}

/**
 * Judges a finished suite. A suite passes only if it says that it ran tests,
 * that all of them passed, and if its process agrees.
 */
export function judge(
  suite: string,
  { code, output, milliseconds }: { code: number; output: string; milliseconds: number },
  mayBeEmpty: boolean
): SuiteResult {
  const { forPeople, aggregates } = separate(output)
  const { passed = 0, failed = 0, skipped = 0, todo = 0, regression = 0 } = aggregates ?? {}
  const result: SuiteResult = {
    suite,
    /** A "regression" is a test that was expected to fail and did. */
    passed: passed + regression,
    failed,
    skipped: skipped + todo,
    milliseconds,
    output: forPeople,
    trouble: null,
  }

  if (!aggregates) result.trouble = `did not finish (exit code ${code})`
  else if (code !== 0 && failed === 0)
    result.trouble = `failed outside its tests (exit code ${code})`
  else if (result.passed + failed === 0 && !mayBeEmpty) result.trouble = 'executed no test'

  if (result.trouble && failed === 0) result.failed = 1
  return result
}

/** A suite, or the part of one a process runs. */
export interface SuiteRun {
  suite: string
  /** What it is called: the suite, or `reservation 1/2`. */
  name: string
  /** Arguments for Japa, such as `--files=change`. */
  filters: string[]
  /** Whether the filters may have been meant for another suite. */
  mayBeEmpty: boolean
}

/** Runs a suite, or a part of one, in a process and a database of its own. */
export async function runSuite(
  { suite, name, filters, mayBeEmpty }: SuiteRun,
  database: TestDatabase
): Promise<SuiteResult> {
  const started = performance.now()
  const url = await database.clone(name.replace(/\W/g, '_'))
  const child = startChild('bin/test', [suite, '--reporters=spec,ndjson', ...filters], {
    env: {
      ...(await testEnvironment(url, database.appKey)),
      MADOGUCHI_TEST_ADMIN_URL: database.adminUrl,
      MADOGUCHI_TEST_TEMPLATE: database.template,
      NODE_COMPILE_CACHE: COMPILED,
      ...(process.stdout.isTTY ? { FORCE_COLOR: '1' } : {}),
    },
    output: 'pipe',
  })

  const timer = setTimeout(() => void endChild(child, 5_000), SUITE_PATIENCE)
  const ended = await ending(child)
  clearTimeout(timer)
  /** Browsers and servers a suite forgot end with it. */
  killGroup(child)
  return judge(name, { ...ended, milliseconds: performance.now() - started }, mayBeEmpty)
}
