import { fork, type ChildProcess } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { APP_ROOT, RUNS_FROM_SOURCE } from '#database/embedded/installation'
import {
  E_DOCUMENT_TOO_LARGE,
  E_DOCUMENT_TOO_SLOW,
  E_TEMPLATE_REFUSED,
  E_TYPESETTER_BUSY,
  E_TYPESETTING_UNAVAILABLE,
} from './errors.js'
import { usableOwnFonts } from './own_fonts.js'
import type { FileKind, TypesettingAnswer, TypesettingOrder } from './typesetting_process.js'

export interface DocumentOrder {
  /** A Typst file, beside the code that fills it: `new URL('../documents/sheet.typ', import.meta.url)`. */
  template: URL
  /** Other Typst files it imports, by the name it does: `#import "/address.typ": *` for `{ 'address.typ': … }`. */
  imports?: Record<string, URL>
  /** What it prints, as JSON; the template reads it as `data` from /common.typ. */
  data: Record<string, unknown>
  /** `ua-1` unless said otherwise: documents are read by screen readers too. Sheets for a printer are not. */
  standard?: 'ua-1' | 'a-2b'
  /** Whose own fonts it may use, beside those every document has. */
  municipality?: { slug: string }
}

export interface TypesetDocument {
  pdf: Buffer
  pages: number
  /** Characters no font has; they are 〓 in the document, which lists them at its end. */
  missing: string[]
  /** What the template says about it: the values of its `#metadata(…) <note>`. */
  notes: unknown[]
}

export interface TypesetterOptions {
  engine: string
  /** Milliseconds a document may take. */
  patience: number
  mostBytes: number
  /** Documents after which the process is replaced. */
  lifetime: number
  mostWaiting: number
}

const USUAL: TypesetterOptions = {
  engine: '@myriaddreamin/typst-ts-node-compiler',
  patience: 30_000,
  mostBytes: 1024 * 1024 * 1024,
  lifetime: 200,
  mostWaiting: 20,
}

/** Milliseconds until it must be ready, and after which it is no longer kept for the next document. */
const START_PATIENCE = 20_000
const IDLE = 60_000

/**
 * Makes PDFs in a process of its own, one at a time; whoever comes meanwhile
 * waits. The process starts with the first document and is replaced after a
 * failure, after `lifetime` documents, and when nobody has asked for a while.
 */
export class Typesetter {
  #options: TypesetterOptions
  #process: ChildProcess | undefined
  #made = 0
  #waiting = 0
  #turn: Promise<unknown> = Promise.resolve()
  #idle: NodeJS.Timeout | undefined
  #unavailable: string | undefined
  #tried = false

  constructor(options: Partial<TypesetterOptions> = {}) {
    this.#options = { ...USUAL, ...options }
  }

  /** Why there are no PDFs here, in the engine's words; null when there are. */
  async whyUnavailable(): Promise<string | null> {
    if (!this.#tried && !this.#unavailable) {
      await this.#inTurn(() => this.#start()).catch((error: unknown) => {
        if (!(error instanceof E_TYPESETTING_UNAVAILABLE)) throw error
      })
    }
    return this.#unavailable ?? null
  }

  /**
   * @throws E_TYPESETTING_UNAVAILABLE, E_TYPESETTER_BUSY, E_TEMPLATE_REFUSED,
   * E_DOCUMENT_TOO_SLOW or E_DOCUMENT_TOO_LARGE
   */
  async typeset(order: DocumentOrder): Promise<TypesetDocument> {
    const { file, ...made } = await this.#make(order, 'pdf')
    return { ...made, pdf: file }
  }

  /**
   * The same as a picture, page below page: an SVG without styles or programs.
   * Templates of several pages say `set page(fill: none)`.
   */
  async draw(order: DocumentOrder): Promise<Omit<TypesetDocument, 'pdf'> & { svg: string }> {
    const { file, ...drawn } = await this.#make(order, 'svg')
    return { ...drawn, svg: file.toString('utf8') }
  }

  async #make(
    { template, imports = {}, data, standard = 'ua-1', municipality }: DocumentOrder,
    as: FileKind
  ) {
    const sources = Object.fromEntries(
      await Promise.all(
        Object.entries({ ...imports, 'template.typ': template }).map(
          async ([name, file]) => [name, await readFile(file, 'utf8')] as const
        )
      )
    )
    const { files: ownFonts } = await usableOwnFonts(municipality)
    return this.#inTurn(async () => {
      const process = await this.#start()
      const answer = await this.#ask(process, { sources, data, ownFonts, standard, as })
      if (++this.#made >= this.#options.lifetime || answer.kind !== 'done') this.stop()
      if (answer.kind === 'done') {
        const { buffer, byteOffset, byteLength } = answer.file
        return { ...answer, file: Buffer.from(buffer, byteOffset, byteLength) }
      }
      throw new E_TEMPLATE_REFUSED(
        `The template ${template.pathname.split('/').at(-1)} cannot be typeset: ${'reason' in answer ? answer.reason : answer.kind}`
      )
    })
  }

  /** Ends the process; the next document starts another. */
  stop() {
    clearTimeout(this.#idle)
    this.#process?.kill('SIGKILL')
    this.#process = undefined
    this.#made = 0
  }

  #inTurn<Result>(work: () => Promise<Result>): Promise<Result> {
    if (this.#waiting >= this.#options.mostWaiting) {
      throw new E_TYPESETTER_BUSY(`${this.#waiting} documents are waiting to be typeset already.`)
    }
    this.#waiting += 1
    clearTimeout(this.#idle)
    const mine = this.#turn.then(work).finally(() => {
      this.#waiting -= 1
      if (this.#waiting === 0) this.#idle = setTimeout(() => this.stop(), IDLE).unref()
    })
    this.#turn = mine.catch(() => {})
    return mine
  }

  async #start(): Promise<ChildProcess> {
    if (this.#unavailable) {
      throw new E_TYPESETTING_UNAVAILABLE(
        `There is no typesetting on this machine: ${this.#unavailable}`
      )
    }
    if (this.#process) return this.#process

    const child = forkTypesetting(this.#options)
    this.#process = child
    child.once('exit', () => {
      if (this.#process === child) this.stop()
    })
    const answer = await nextAnswer(child, START_PATIENCE)
    if (answer.kind === 'ready') {
      this.#tried = true
      /** Neither the process nor the channel to it keeps us from ending. */
      child.unref()
      child.channel?.unref()
      return child
    }
    this.stop()
    const reason = 'reason' in answer ? answer.reason : `it did not start (${answer.kind})`
    /** A machine that is merely busy may do better the next time. */
    if (answer.kind !== 'late' && !this.#tried) this.#unavailable = reason
    throw new E_TYPESETTING_UNAVAILABLE(`There is no typesetting on this machine: ${reason}`)
  }

  async #ask(child: ChildProcess, order: TypesettingOrder) {
    const { patience, mostBytes } = this.#options
    child.ref()
    child.channel?.ref()
    child.send(order, () => {})
    const answer = await nextAnswer(child, patience)
    child.unref()
    child.channel?.unref()
    if (answer.kind === 'late') {
      this.stop()
      throw new E_DOCUMENT_TOO_SLOW(
        `The document was not typeset within ${patience / 1000} seconds and was stopped.`
      )
    }
    if (answer.kind === 'ended') {
      throw new E_DOCUMENT_TOO_LARGE(
        `The typesetting process ended (${answer.how}) before the document was done; it may use ${Math.round(mostBytes / 1024 / 1024)} MB.`
      )
    }
    return answer
  }
}

/**
 * It gets nothing of our environment, which holds keys and passwords, and a
 * proxy nobody runs: a template that names a package from the network fails.
 */
function forkTypesetting({ engine, mostBytes }: TypesetterOptions): ChildProcess {
  const nowhere = 'http://127.0.0.1:1'
  const { SystemRoot, TEMP, TMPDIR } = process.env
  const given = Object.entries({ SystemRoot, TEMP, TMPDIR }).filter(([, value]) => value)
  const file = new URL(`./typesetting_process.${RUNS_FROM_SOURCE ? 'ts' : 'js'}`, import.meta.url)
  return fork(file, [engine, String(mostBytes)], {
    cwd: APP_ROOT,
    env: {
      ...Object.fromEntries(given),
      ...{ HTTP_PROXY: nowhere, HTTPS_PROXY: nowhere, ALL_PROXY: nowhere },
      /** One heap for all its threads (glibc): each kept what a document had taken, and never gave it back. */
      MALLOC_ARENA_MAX: '1',
    },
    execArgv: [
      ...(RUNS_FROM_SOURCE ? ['--import=@poppinss/ts-exec'] : []),
      '--expose-gc',
      '--max-old-space-size=256',
    ],
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  })
}

type Heard = TypesettingAnswer | { kind: 'late' } | { kind: 'ended'; how: string }

/** What the process says next, or that it says nothing in time, or nothing any more. */
function nextAnswer(child: ChildProcess, patience: number): Promise<Heard> {
  return new Promise((resolve) => {
    const settle = (heard: Heard) => {
      clearTimeout(timer)
      child.off('message', settle).off('exit', ended).off('error', failed)
      resolve(heard)
    }
    const ended = (code: number | null, signal: string | null) =>
      settle({ kind: 'ended', how: signal ?? `exit code ${code}` })
    const failed = (error: Error) => settle({ kind: 'ended', how: error.message })
    const timer = setTimeout(() => settle({ kind: 'late' }), patience)
    child.on('message', settle).on('exit', ended).on('error', failed)
  })
}
