import { createReadStream } from 'node:fs'
import { setImmediate } from 'node:timers/promises'
import type { Municipality } from '#app/tenancy/main'
import { CsvReader, E_CSV_UNREADABLE, encodingOf, type CsvRow } from '#app/ui/main'
import { E_TOWN_FILE_REFUSED } from './errors.js'
import type { PlaceSuggestion } from './postal_suggestions.js'

const PIECE = 320 * 1024
const COLUMNS = 15

/** Of the lines that could not be read, how many are told. */
const MOST_TOLD = 20

export interface TownFile {
  places: PlaceSuggestion[]
  /** Those that could be read. */
  lines: number
  unreadable: number
  unreadableLines: number[]
}

/**
 * Reads 日本郵便's utf_ken_all.csv or KEN_ALL.CSV, and of it the
 * municipality's own towns, those of its wards included.
 *
 * @throws E_CSV_UNREADABLE
 * @throws E_TOWN_FILE_REFUSED when it is another file, breaks off, or has nothing of the municipality
 */
export async function readTownFile(path: string, own: Municipality): Promise<TownFile> {
  const pieces = () => createReadStream(path, { highWaterMark: PIECE })
  const reader = new CsvReader(await encodingOf(pieces()))
  const file: TownFile = { places: [], lines: 0, unreadable: 0, unreadableLines: [] }
  const towns = new TownsInRows(own)
  const take = (rows: CsvRow[]) => {
    for (const { line, cells } of rows) {
      if (isTown(cells)) {
        file.lines += 1
        towns.add(cells)
      } else if (++file.unreadable <= MOST_TOLD) file.unreadableLines.push(line)
    }
  }
  for await (const piece of pieces()) {
    take(reader.rowsIn(piece))
    await setImmediate()
  }
  const last = lastRowsIn(reader)
  const isWhole = last?.every(({ cells }) => isTown(cells))
  if (isWhole) take(last!)
  if (file.lines <= file.unreadable) throw new E_TOWN_FILE_REFUSED('other_file')
  if (!isWhole || towns.isOpen) throw new E_TOWN_FILE_REFUSED('cut_off')
  file.places = towns.places()
  if (file.places.length === 0) throw new E_TOWN_FILE_REFUSED('not_ours')
  return file
}

/** What comes after the last line break: nothing in a whole file. Null where it breaks off within quotes. */
function lastRowsIn(reader: CsvReader): CsvRow[] | null {
  try {
    return reader.lastRows()
  } catch (error) {
    if (error instanceof E_CSV_UNREADABLE) return null
    throw error
  }
}

function isTown(cells: string[]): boolean {
  const [code, , postalCode, , , , prefecture, city, town, ...flags] = cells
  return (
    cells.length === COLUMNS &&
    /^\d{5}$/.test(code) &&
    /^\d{7}$/.test(postalCode) &&
    /[都道府県]$/.test(prefecture) &&
    /[市区町村]$/.test(city) &&
    town !== '' &&
    flags.every((flag) => /^\d$/.test(flag))
  )
}

/** Gathers rows into towns: KEN_ALL.CSV goes on with a long remark in brackets on the next rows. */
class TownsInRows {
  readonly #places = new Map<string, PlaceSuggestion>()
  /** What a bracket is still open in, and of which postal code. */
  #open = { of: '', name: '' }

  constructor(private readonly own: Municipality) {}

  add([code, , postalCode, , , , prefecture, city, cell]: string[]) {
    const of = code + postalCode
    const name = this.#open.of === of ? this.#open.name + cell : cell
    const isOpen = /（[^）]*$/.test(name)
    this.#open = isOpen ? { of, name } : { of: '', name: '' }
    if (isOpen || !isOwn(this.own, code, city)) return
    const place = { postalCode, prefecture, city, town: townNamed(name) }
    this.#places.set(placeKey(place), place)
  }

  /** Whether a remark goes on that has not come to its end. */
  get isOpen() {
    return this.#open.of !== ''
  }

  places = () => [...this.#places.values()]
}

export const placeKey = ({ postalCode, city, town }: PlaceSuggestion) =>
  `${postalCode} ${city} ${town}`

/** A city with wards has no lines of its own, only theirs, with codes of their own. */
const isOwn = ({ code, name }: Municipality, ofLine: string, city: string) =>
  ofLine === code.slice(0, 5) ||
  (ofLine.slice(0, 2) === code.slice(0, 2) &&
    /市$/.test(name) &&
    city.startsWith(name) &&
    /区$/.test(city))

/** 町域名 without what it says besides the name; nothing where it is no name. */
function townNamed(cell: string): string {
  const name = cell.replace(/（[^）]*）/g, '').replace(/第?[0-9０-９]+地割.*$/, '')
  return /^以下に掲載がない場合$|の次に.*番地.*場合$|.[町村]一円$/.test(name) ? '' : name
}
