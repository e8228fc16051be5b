import { createHash } from 'node:crypto'
import { E_FILE_REFUSED } from './errors.js'
import { isSignedBy, signText } from './signing_keys.js'

/** Why a series of numbers began. */
export const SERIES_REASONS = ['first', 'restored', 'new_keys'] as const
export type SeriesReason = (typeof SERIES_REASONS)[number]

/** How far the sender has read the files that came the other way. */
export interface Acknowledgement {
  seriesId: string
  number: number
}

/** What a file says of itself before its rows. */
export interface Manifest {
  feed: string
  /** 全国地方公共団体コード. */
  municipality: string
  /** Fingerprints of the sender's and the recipient's key. */
  from: string
  to: string
  seriesId: string
  /** ISO moments in UTC. */
  seriesStartedAt: string
  seriesBecause: SeriesReason
  number: number
  /** Which of how many that tell together what there is at the start of a series; left out where one does. */
  part?: [number, number]
  madeAt: string
  acknowledges: Acknowledgement[]
}

export interface ExchangeFile {
  manifest: Manifest
  /** SHA-256 of the whole text as it is compared: two files with the same are one. */
  sha256: string
  header: string[]
  rows: string[][]
  /** The signed lines, the signature, and what they say of the rows. */
  signed: string
  signature: string
  rowCount: number
  rowsSha256: string
}

const FIRST_LINE = 'madoguchi-exchange,1'

/**
 * A file as text: what it is, line by line; an empty line; and the rows with
 * their header. Plain ASCII, so that whatever carries it across has nothing to
 * convert, and Windows' line ends, because that is where it is looked at.
 */
export function writeExchangeFile(
  manifest: Manifest,
  header: string[],
  rows: string[][],
  privateKey: string
): { text: string; sha256: string } {
  const body = [header, ...rows].map((cells) => cells.join(',')).join('\n')
  const signed = [
    FIRST_LINE,
    ...manifestLines(manifest),
    `rows,${rows.length}`,
    `rows_sha256,${sha256(body)}`,
  ].join('\n')
  const text = `${signed}\nsignature,${signText(signed, privateKey)}\n\n${body}`
  return { text: `${text.replaceAll('\n', '\r\n')}\r\n`, sha256: sha256(text) }
}

const manifestLines = (manifest: Manifest) => [
  `feed,${manifest.feed}`,
  `municipality,${manifest.municipality}`,
  `from,${manifest.from}`,
  `to,${manifest.to}`,
  `series,${manifest.seriesId}`,
  `series_started,${manifest.seriesStartedAt}`,
  `series_because,${manifest.seriesBecause}`,
  `number,${manifest.number}`,
  ...(manifest.part ? [`part,${manifest.part.join('/')}`] : []),
  `made_at,${manifest.madeAt}`,
  `acknowledges,${manifest.acknowledges.map((a) => `${a.seriesId}:${a.number}`).join(' ')}`,
]

const MOMENT = String.raw`\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z`
const UUID = '[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}'
const MANIFEST = new RegExp(
  [
    `^(${FIRST_LINE}`,
    'feed,(?<feed>[a-z_]{1,40})',
    String.raw`municipality,(?<municipality>\d{6})`,
    'from,(?<from>[0-9A-F]{32})',
    'to,(?<to>[0-9A-F]{32})',
    `series,(?<seriesId>${UUID})`,
    `series_started,(?<seriesStartedAt>${MOMENT})`,
    `series_because,(?<seriesBecause>${SERIES_REASONS.join('|')})`,
    String.raw`number,(?<number>[1-9]\d{0,8})(?:\npart,(?<part>\d{1,4})/(?<parts>\d{1,4}))?`,
    `made_at,(?<madeAt>${MOMENT})`,
    String.raw`acknowledges,(?<acknowledges>(?:${UUID}:\d{1,9} ?)*)`,
    String.raw`rows,(?<rowCount>\d{1,7})`,
    'rows_sha256,(?<rowsSha256>[0-9a-f]{64}))',
    'signature,(?<signature>[A-Za-z0-9+/=]{1,200})$',
  ].join('\n')
)

/**
 * Reads what a file says, whoever wrote it: whether it is true is for
 * `checkSeals` to see. A byte order mark, other line ends and empty lines at the
 * end are what media do to a text; they are looked through.
 *
 * @throws E_FILE_REFUSED `not_exchange` or `truncated`
 */
export function readExchangeFile(bytes: Buffer): ExchangeFile {
  const text = bytes
    .toString('utf8')
    .replace(/^\uFEFF/, '')
    .replaceAll('\r\n', '\n')
    .replace(/\n+$/, '')
  const hash = sha256(text)
  if (!text.startsWith(FIRST_LINE)) {
    const isBeginning = text === '' || FIRST_LINE.startsWith(text)
    throw new E_FILE_REFUSED(isBeginning ? 'truncated' : 'not_exchange', { sha256: hash })
  }
  const end = text.indexOf('\n\n')
  if (end < 0) throw new E_FILE_REFUSED('truncated', { sha256: hash })
  const found = MANIFEST.exec(text.slice(0, end))
  if (!found) throw new E_FILE_REFUSED('altered', { sha256: hash })
  const said = found.groups!
  const body = text.slice(end + 2)
  const [header, ...rows] = body.split('\n').map((line) => line.split(','))
  return {
    manifest: manifestFrom(said),
    sha256: hash,
    ...{ header, rows, signed: found[1], signature: said.signature },
    ...{ rowCount: Number(said.rowCount), rowsSha256: said.rowsSha256 },
  }
}

const manifestFrom = (said: Record<string, string>): Manifest => ({
  feed: said.feed,
  municipality: said.municipality,
  from: said.from,
  to: said.to,
  seriesId: said.seriesId,
  seriesStartedAt: said.seriesStartedAt,
  seriesBecause: said.seriesBecause as SeriesReason,
  number: Number(said.number),
  ...(said.part && { part: [Number(said.part), Number(said.parts)] as [number, number] }),
  madeAt: said.madeAt,
  acknowledges: said.acknowledges
    .split(' ')
    .filter(Boolean)
    .map((one) => {
      const [seriesId, number] = one.split(':')
      return { seriesId, number: Number(number) }
    }),
})

/** Whether with this file all is told that there was when its series began. */
export const tellsTheRest = ({ number, part = [1, 1] }: Pick<Manifest, 'number' | 'part'>) =>
  number === part[0] && part[0] === part[1]

/**
 * Whether the sender signed it and every row is as they wrote it.
 *
 * @throws E_FILE_REFUSED `altered` or `truncated`
 */
export function checkSeals(file: ExchangeFile, publicKey: string) {
  const about = { sha256: file.sha256, manifest: file.manifest }
  if (!isSignedBy(publicKey, file.signed, file.signature)) {
    throw new E_FILE_REFUSED('altered', about)
  }
  if (file.rows.length < file.rowCount) throw new E_FILE_REFUSED('truncated', about)
  const body = [file.header, ...file.rows].map((cells) => cells.join(',')).join('\n')
  if (sha256(body) === file.rowsSha256) return
  const last = file.rows.at(-1)
  const isCut = file.rows.length === file.rowCount && last && last.length < file.header.length
  throw new E_FILE_REFUSED(isCut ? 'truncated' : 'altered', about)
}

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex')
