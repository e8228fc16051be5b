import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import type { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler'
import { glyphsOf, renamed } from './font_tables.js'
import { FONTS } from './fonts.js'
import { GlyphCheck } from './glyphs.js'
import type { FontFile } from './own_fonts.js'

/**
 * The program that typesets, one document after the other, in a process of
 * its own: compiling blocks it and can only be ended by killing it. It has no
 * environment, no network, and no file but those put before it in memory.
 * What is to be printed comes to the template as data and is never part of a
 * program (`#`, `$` and quotes in it are characters).
 */
export interface TypesettingOrder {
  /** Typst by the product or the maker of a module: `template.typ`, and what it imports. */
  sources: Record<string, string>
  data: unknown
  /** Beyond the fonts templates name, in this order. */
  ownFonts: FontFile[]
  /** PDF/UA is tagged for screen readers, PDF/A only kept for long: labels for a printer are a third of the size. */
  standard: 'ua-1' | 'a-2b'
  as: FileKind
}

export type FileKind = 'pdf' | 'svg'

export type TypesettingAnswer =
  | { kind: 'ready' }
  | { kind: 'unavailable'; reason: string }
  | { kind: 'done'; file: Uint8Array; pages: number; missing: string[]; notes: unknown[] }
  | { kind: 'refused'; reason: string }

const [engine, mostBytes] = process.argv.slice(2)

/** Never made: nothing is read from it. */
const ROOM = join(tmpdir(), `typesetting-${randomUUID()}`)
const SHARED = ['common.typ', 'exceptions.typ'].map((name) => ({
  name,
  source: readFileSync(new URL(`./templates/${name}`, import.meta.url)),
}))

const answer = (message: TypesettingAnswer) => process.send!(message)

function guard() {
  const extension = import.meta.url.endsWith('.ts') ? 'ts' : 'js'
  const thread = new Worker(new URL(`./typesetting_guard.${extension}`, import.meta.url), {
    workerData: { mostBytes: Number(mostBytes), parent: process.ppid },
  })
  thread.unref()
}

interface Opened {
  compiler: NodeCompiler
  glyphs: GlyphCheck
  ownFonts: FontFile[]
}

function open(ownFonts: FontFile[]): Opened {
  const { NodeCompiler: Compiler } = createRequire(import.meta.url)(
    engine
  ) as typeof import('@myriaddreamin/typst-ts-node-compiler')
  const usual = FONTS.map(({ regular }) => readFileSync(regular))
  const bold = FONTS.map((font) => readFileSync(font.bold))
  const own = ownFonts.map(({ path }) => readFileSync(path))
  const named = own.map((file, i) => renamed(file, ownFamily(i)))
  const compiler = Compiler.create({
    workspace: ROOM,
    fontArgs: [{ fontBlobs: [...usual, ...bold, ...named] }],
  })
  for (const { name, source } of SHARED) compiler.mapShadow(join(ROOM, name), source)
  const glyphs = new GlyphCheck(usual.map(glyphsIn), own.map(glyphsIn))
  return { compiler, glyphs, ownFonts }
}

const glyphsIn = (file: Buffer) => glyphsOf(file)!

const ownFamily = (i: number) => `own-${i + 1}`
const familyOf = (font: number) => FONTS[font]?.family ?? ownFamily(font - FONTS.length)

interface Complaint {
  message: string
}

function typeset({ compiler, glyphs }: Opened, order: TypesettingOrder) {
  const { data, missing } = glyphs.replaceMissing(order.data)
  const put = (name: string, content: string) =>
    compiler.mapShadow(join(ROOM, name), Buffer.from(content))
  for (const [name, source] of Object.entries(order.sources)) put(name, source)
  put('data.json', JSON.stringify(data))
  put('missing.json', JSON.stringify(missing.map((character) => inWords(character, glyphs))))
  const exceptions = glyphs.exceptionsIn(data)
  if (exceptions.size > 0) put('exceptions.json', JSON.stringify(rulesFor(exceptions)))

  const main = exceptions.size > 0 ? 'exceptions.typ' : 'template.typ'
  const compiled = compiler.compile({ mainFilePath: join(ROOM, main) })
  /** A warning is a font that is not there, or a layout that did not settle: no document to hand out. */
  const trouble = compiled.takeError() ?? compiled.takeWarnings()
  for (const name of Object.keys(order.sources)) compiler.unmapShadow(join(ROOM, name))
  if (trouble || !compiled.result) {
    const complaints = (trouble?.shortDiagnostics ?? []) as Complaint[]
    throw new Error(complaints.map(({ message }) => message).join('; ') || 'no document came out')
  }
  /** Either standard makes a missing character an error rather than an empty box. */
  const file =
    order.as === 'svg'
      ? Buffer.from(compiler.plainSvg(compiled.result))
      : compiler.pdf(compiled.result, {
          pdfStandard: order.standard,
          pdfTags: order.standard === 'ua-1',
        })
  const notes = compiler.query(compiled.result, { selector: '<note>', field: 'value' }) as unknown[]
  return { file, pages: compiled.result.numOfPages, missing, notes }
}

/** The characters as /exceptions.typ finds them, each with whatever form follows it, and the font of those it is to set. */
function rulesFor(exceptions: Map<string, number>) {
  const usual = new Set(Array.from(exceptions.keys(), ([character]) => character))
  const numbers = Array.from(usual, (character) => `\\x{${character.codePointAt(0)!.toString(16)}}`)
  return {
    pattern: `[${numbers.join('')}][\\x{fe00}-\\x{fe0f}\\x{e0100}-\\x{e01ef}]?`,
    fonts: Object.fromEntries(
      Array.from(exceptions, ([character, font]) => [character, familyOf(font)])
    ),
  }
}

/** A character that cannot be printed: its usual form, if that can be, and its number. */
function inWords(character: string, glyphs: GlyphCheck): string {
  const [usual] = character
  const numbers = Array.from(
    character,
    (one) => `U+${one.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0')}`
  )
  return `${glyphs.replaceMissing(usual).data}（${numbers.join(' ')}）`
}

try {
  guard()
  let opened = open([])
  process.on('message', (order: TypesettingOrder) => {
    try {
      const same = JSON.stringify(order.ownFonts) === JSON.stringify(opened.ownFonts)
      if (!same) opened = open(order.ownFonts)
      answer({ kind: 'done', ...typeset(opened, order) })
    } catch (error) {
      answer({ kind: 'refused', reason: (error as Error).message })
    }
    /** Finished documents are not V8's and are let go only by its collector. */
    opened.compiler.evictCache(0)
    globalThis.gc!()
  })
  process.once('disconnect', () => process.exit())
  answer({ kind: 'ready' })
} catch (error) {
  answer({ kind: 'unavailable', reason: (error as Error).message })
}
