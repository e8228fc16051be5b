import { createHash } from 'node:crypto'
import { mkdir, readdir, readFile, rename, stat, unlink, writeFile } from 'node:fs/promises'
import { basename, join, resolve } from 'node:path'
import env from '#start/env'
import { dataDirectory } from '#database/embedded/data_directory'
import { glyphsOf, troubleWith, type FontTrouble, type Glyphs } from './font_tables.js'

/** A font of the deployment's or a municipality's own, beyond those every document has. */
export interface OwnFont {
  name: string
  path: string
  size: number
  changedAt: Date
  /** Whether it lies in the municipality's folder; those of the deployment are for everybody in it. */
  ofMunicipality: boolean
  /** Why it is left out; null when it is used. */
  trouble: FontTrouble | null
}

/** A font file as the typesetting process is told of it. */
export interface FontFile {
  path: string
  /** Another whenever the file is. */
  version: string
}

/** EUDC files, of characters an office drew itself, end in .tte. */
const FONT_NAME = /^[^./\\\0][^/\\\0]{0,99}\.(ttf|otf|tte)$/i

export const isFontName = (name: string) => FONT_NAME.test(name)

const folder = () => {
  const { MADOGUCHI_DATA } = process.env
  return resolve(env.get('FONTS_FOLDER') ?? join(dataDirectory({ MADOGUCHI_DATA }), 'fonts'))
}
const folderOf = (slug: string) => join(folder(), basename(slug))

interface ReadFont {
  version: string
  trouble: FontTrouble | null
  glyphs: Glyphs | undefined
}

/** What was read of each file; a font has tens of megabytes and changes once in years. */
const read = new Map<string, ReadFont>()

/** The fonts a municipality's documents may use, its own first. */
export async function listOwnFonts({ slug }: { slug: string }): Promise<OwnFont[]> {
  return [...(await fontsIn(folderOf(slug), true)), ...(await fontsIn(folder(), false))]
}

async function fontsIn(directory: string, ofMunicipality: boolean): Promise<OwnFont[]> {
  const names = (await readdir(directory).catch(nothingThere)).filter(isFontName).sort()
  const found: OwnFont[] = []
  for (const name of names) {
    const path = join(directory, name)
    const { size, mtime } = await stat(path)
    const { trouble } = await readFont(path, `${mtime.getTime()} ${size}`)
    found.push({ name, path, size, changedAt: mtime, ofMunicipality, trouble })
  }
  return found
}

async function readFont(path: string, version: string): Promise<ReadFont> {
  const known = read.get(path)
  if (known?.version === version) return known
  const file = await readFile(path)
  const trouble = troubleWith(file)
  const font = { version, trouble, glyphs: trouble ? undefined : glyphsOf(file) }
  read.set(path, font)
  return font
}

/** Those of them that can be used: the files, and what they draw. */
export async function usableOwnFonts(
  municipality: { slug: string } | undefined
): Promise<{ files: FontFile[]; glyphs: Glyphs[] }> {
  const fonts = municipality ? await listOwnFonts(municipality) : []
  const usable = fonts.filter(({ trouble }) => trouble === null).map(({ path }) => path)
  return {
    files: usable.map((path) => ({ path, version: read.get(path)!.version })),
    glyphs: usable.map((path) => read.get(path)!.glyphs!),
  }
}

/**
 * Puts a font file into a municipality's folder, in place of one of the same
 * name.
 *
 * @returns why it cannot be used, and is not put there; nothing when it is
 */
export async function addOwnFont(
  { slug }: { slug: string },
  { name, content }: { name: string; content: Buffer }
): Promise<FontTrouble | null> {
  const trouble = troubleWith(content)
  if (trouble) return trouble
  const directory = folderOf(slug)
  await mkdir(directory, { recursive: true })
  /** Whole or not at all: a document may be read from it at any moment. */
  const draft = join(directory, `.${createHash('sha256').update(content).digest('hex')}`)
  await writeFile(draft, content)
  await rename(draft, join(directory, name))
  return null
}

/** @returns whether there was one in the municipality's folder; those of the deployment are not the municipality's to remove */
export async function removeOwnFont({ slug }: { slug: string }, name: string): Promise<boolean> {
  const path = join(folderOf(slug), name)
  read.delete(path)
  return unlink(path).then(
    () => true,
    (error: NodeJS.ErrnoException) => {
      if (error.code !== 'ENOENT') throw error
      return false
    }
  )
}

function nothingThere(error: NodeJS.ErrnoException): string[] {
  if (error.code === 'ENOENT') return []
  throw error
}
