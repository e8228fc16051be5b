import { createHash } from 'node:crypto'
import { tenancy, type Actor, type Municipality } from '#app/tenancy/main'
import { E_FILE_REFUSED } from '../errors.js'
import { readExchangeFile, type ExchangeFile } from '../exchange_file.js'
import { noteRefusal } from './note_refusal.js'
import { receiveFile, type Received } from './receive_file.js'

/** Larger than the longest file there can be; whatever is larger is none. */
export const LARGEST_FILE = 40 * 1024 * 1024

export interface Taken {
  /** As it was handed in. */
  name: string
  received?: Received
  refused?: E_FILE_REFUSED
}

/**
 * Takes in files that came together, in the order of their numbers however they
 * were picked. Each for itself: one that is refused takes nothing from the others.
 */
export async function takeFiles(
  files: { name: string; bytes: Buffer }[],
  municipality: Municipality,
  actor?: Actor
): Promise<Taken[]> {
  const taken: Taken[] = []
  const inOrder = files.map(readable).sort((a, b) => compare(a.file, b.file))
  for (const { name, bytes, file, refused } of inOrder) {
    const take = async (): Promise<Taken> => {
      if (refused) throw refused
      const text = bytes.toString('utf8')
      return { name, received: await receiveFile(file!, text, municipality) }
    }
    try {
      taken.push(await tenancy.run(municipality, take, actor))
    } catch (error) {
      if (!(error instanceof E_FILE_REFUSED)) throw error
      await tenancy.run(municipality, () => noteRefusal(error), actor)
      taken.push({ name, refused: error })
    }
  }
  return taken
}

function readable({ name, bytes }: { name: string; bytes: Buffer }) {
  try {
    if (bytes.length > LARGEST_FILE) {
      const sha256 = createHash('sha256').update(bytes).digest('hex')
      throw new E_FILE_REFUSED('too_large', { sha256 })
    }
    return { name, bytes, file: readExchangeFile(bytes) }
  } catch (error) {
    if (!(error instanceof E_FILE_REFUSED)) throw error
    return { name, bytes, refused: error }
  }
}

/** Those that cannot be read come first: nothing depends on them. */
function compare(a?: ExchangeFile, b?: ExchangeFile): number {
  if (!a || !b) return a ? 1 : b ? -1 : 0
  const [one, other] = [a.manifest, b.manifest]
  const byTime =
    Date.parse(one.seriesStartedAt) - Date.parse(other.seriesStartedAt) || one.number - other.number
  return one.feed === other.feed ? byTime : one.feed.localeCompare(other.feed)
}
