import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createWriteStream } from 'node:fs'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { DocumentOrder } from '#app/documents/main'
import type { Piece } from '#modules/printing/print_kind'
import type { Sample } from '#modules/printing/print_sample'
import { APP_ROOT } from '#database/embedded/installation'
import { bootHere } from './support/boot_here.js'
import { lookAt } from './support/look_at.js'
import { watchProcesses, type Taken } from './support/process_tree.js'
import { report, rounded } from './support/report.js'
import { seedTown } from './support/seed_town.js'
import { NODE_OPTIONS, setStage } from './support/stage.js'

/**
 * Labels and notices of people who do not exist, beside Typst alone with the
 * same templates and data; then many labels, whose memory must not grow; while
 * residents look at the public pages of a server. A limit that is broken makes
 * the benchmark fail.
 */
const LABELS = Number(process.env.LABELS ?? 10_000)
const NOTICES = LABELS / 2
const MANY = LABELS * 10
type What = 'labels' | 'notices'

const LIMITS = { ratio: 1.5, megabytes: 400, growth: 1.15, pages: 500 }

const stage = await setStage()
const folder = await mkdtemp(join(tmpdir(), 'madoguchi-printing-'))
let end = async () => {}
try {
  const { slug, counterCode, weekFrom } = await seedTown(stage)
  end = await bootHere(stage)
  const site = await stage.serveBuild()
  const looking = lookAt(`${site}/${slug}/calendar?counter=${counterCode}&from=${weekFrom}`)

  const labels = await compare('labels', LABELS)
  const notices = await compare('notices', NOTICES)
  const many = await print('labels', MANY)
  const pages = await looking.end()

  const growth = many.megabytes / labels.megabytes
  const megabytes = Math.max(labels.megabytes, notices.megabytes, many.megabytes)
  const ratio = Math.max(labels.ratio, notices.ratio)
  report(
    [
      ...[labels, notices].map(({ what, of, cpuSeconds, megabytes: most, bare, ratio: times }) => ({
        'print': `${of} ${what}`,
        'CPU s': rounded(cpuSeconds, 1),
        'MB': rounded(most),
        'Typst alone, CPU s': rounded(bare.cpuSeconds, 1),
        'MB ': rounded(bare.megabytes),
        'ratio': rounded(times, 2),
      })),
      {
        'print': `${MANY} labels`,
        'CPU s': rounded(many.cpuSeconds, 1),
        'MB': rounded(many.megabytes),
      },
    ],
    {
      ...{ bench: 'printing', value: rounded(labels.cpuSeconds, 1), unit: 'CPU s for the labels' },
      ...{ yardstick: rounded(labels.bare.cpuSeconds, 1), ratio: rounded(labels.ratio, 2) },
      ...{ notices: rounded(notices.cpuSeconds, 1), notices_ratio: rounded(notices.ratio, 2) },
      ...{ many: MANY, megabytes: rounded(megabytes), growth: rounded(growth, 2) },
      pages_p95_ms: rounded(pages, 1),
    }
  )
  const broken = [
    ...(ratio > LIMITS.ratio ? ['the CPU time'] : []),
    ...(megabytes >= LIMITS.megabytes ? ['memory'] : []),
    ...(growth > LIMITS.growth ? ['memory that grows with the number of labels'] : []),
    ...(pages >= LIMITS.pages ? ['the public pages'] : []),
  ]
  if (broken.length > 0) throw new Error(`Over the limit: ${broken.join(', ')}.`)
} catch (error) {
  console.error(error)
  process.exitCode = 1
} finally {
  await end()
  await stage.end()
  await rm(folder, { recursive: true })
}

async function compare(what: What, count: number) {
  const bare = await typstAlone(what, count)
  const ours = await print(what, count)
  return { ...ours, what, of: count, bare, ratio: ours.cpuSeconds / bare.cpuSeconds }
}

/** The product's own command, as the built release runs it. */
function print(what: What, count: number): Promise<Taken> {
  return taking(['build/ace.js', `print:${what}`, '--sample', String(count), '--out', folder])
}

/** The same pages by Typst alone: what the product would give its typesetter is written down first. */
async function typstAlone(what: What, count: number): Promise<Taken> {
  const orders = join(folder, `${what}.jsonl`)
  await writeOrders(orders, what, count)
  return taking([
    ...['--import=@poppinss/ts-exec', '--expose-gc'],
    ...['bench/support/bare_typst.ts', orders, folder],
  ])
}

async function writeOrders(file: string, what: What, count: number) {
  const { documents } = await import('#app/documents/main')
  const { printSample } = await import('#modules/printing/print_sample')
  const written = createWriteStream(file)
  const typesetInBulk = documents.typesetInBulk
  documents.typesetInBulk = async (order: DocumentOrder) => {
    const { template, imports, data, standard = 'ua-1' } = order
    const sources: Record<string, string> = {}
    for (const [name, url] of Object.entries({ ...imports, 'template.typ': template })) {
      sources[name] = await readFile(url, 'utf8')
    }
    written.write(`${JSON.stringify({ sources, data, standard })}\n`)
    return { pdf: Buffer.alloc(0), pages: 0, missing: [], notes: [] }
  }
  try {
    for await (const part of printSample<Piece>(count, await sampleOf(what))) void part
  } finally {
    documents.typesetInBulk = typesetInBulk
    written.end()
    await once(written, 'close')
  }
}

/** As the commands print them unless told otherwise. */
async function sampleOf(what: What): Promise<Sample<any>> {
  if (what === 'labels') {
    const { COMMON_SHEETS } = await import('#modules/printing/sheet')
    const { sampleLabels } = await import('#modules/printing/sample_labels')
    return sampleLabels(COMMON_SHEETS[0])
  }
  const { STARTERS } = await import('#modules/printing/starter_wordings')
  const { sampleLetters } = await import('#modules/printing/sample_letters')
  return sampleLetters(STARTERS.notice)
}

async function taking(args: string[]): Promise<Taken> {
  const env = {
    ...process.env,
    ...{ NODE_ENV: 'production', APP_KEY: stage.appKey, APP_URL: 'http://localhost' },
    ...{ LOG_LEVEL: 'error', DATABASE_URL: stage.databaseUrl },
    NODE_OPTIONS,
  }
  const child = spawn(process.execPath, args, {
    ...{ cwd: APP_ROOT, env },
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  const watched = watchProcesses(child.pid!)
  const [code] = await once(child, 'exit')
  const taken = watched.taken()
  if (code !== 0) throw new Error(`${args.join(' ')} ended with ${code}.`)
  return taken
}
