import { mkdir, readdir, readFile, rename, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import i18nManager from '@adonisjs/i18n/services/main'
import { tenancy, type Municipality } from '#app/tenancy/main'
import { folderOf, type ExchangeFolder } from '../exchange_folder.js'
import { ownKey, partner } from '../queries/exchange_keys.js'
import { refusalSentence } from '../refusal_sentence.js'
import { readFiles } from './read_files.js'
import { LARGEST_FILE, takeFiles, type Taken } from './take_files.js'
import { writeFiles } from './write_files.js'

/** How long a file has to be left alone before it counts as whole, and before it counts as broken. */
const SETTLES_AFTER = 5_000
const BROKEN_AFTER = 10 * 60_000

/**
 * One round: writes the files that are due, takes in those that have come, in
 * the order of their numbers, and reads them. What has to wait for another stays
 * where it is; what is refused lies aside, beside a text that says why. Nothing
 * happens before both keys are there.
 */
export async function exchangeByFolder(root: string, municipality: Municipality, now = Date.now()) {
  const isConnected = await tenancy.run(municipality, async () =>
    Boolean((await ownKey()) && (await partner()))
  )
  if (!isConnected) return
  const folder = folderOf(root, municipality)
  for (const path of Object.values(folder)) await mkdir(path, { recursive: true })
  await writeFiles(folder.out, municipality, now)
  const files = await settled(folder.in, now)
  for (const taken of await takeFiles(files, municipality)) {
    await putAway(folder, taken, now - files.find(({ name }) => name === taken.name)!.changedAt)
  }
  await readFiles(municipality)
}

/** Files nobody is writing any more: neither hidden, nor under a name for the time being, nor just changed. */
async function settled(path: string, now: number) {
  const files = []
  for (const entry of await readdir(path, { withFileTypes: true })) {
    if (!entry.isFile() || /^\.|\.(part|tmp|filepart|crdownload)$/i.test(entry.name)) continue
    const file = join(path, entry.name)
    const { mtimeMs: changedAt, size } = await stat(file)
    if (now - changedAt < SETTLES_AFTER) continue
    const bytes = size > LARGEST_FILE ? Buffer.alloc(LARGEST_FILE + 1) : await readFile(file)
    files.push({ name: entry.name, bytes, changedAt })
  }
  return files
}

/** What is written in place looks broken until it is whole. */
const MAY_BE_HALF = ['truncated', 'altered', 'not_exchange']

async function putAway(folder: ExchangeFolder, { name, refused }: Taken, age: number) {
  const because = refused?.because
  if (because === 'gap' || (because && MAY_BE_HALF.includes(because) && age < BROKEN_AFTER)) return
  const target = await freeName(refused ? folder.refused : folder.done, name)
  await rename(join(folder.in, name), target)
  if (!refused) return
  const i18n = i18nManager.locale(i18nManager.defaultLocale)
  await writeFile(`${target}.txt`, `${refusalSentence(refused.because, i18n, refused.about)}\r\n`)
}

/** A name nobody has yet: the same file may come again and again. */
async function freeName(path: string, name: string): Promise<string> {
  const taken = new Set(await readdir(path))
  let n = 1
  while (taken.has(n === 1 ? name : `${n}_${name}`)) n++
  return join(path, n === 1 ? name : `${n}_${name}`)
}
