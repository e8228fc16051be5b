import type { I18n } from '@adonisjs/i18n'
import { audit } from '#app/audit/main'
import { formatReadableCode } from '#app/exchange/main'
import type { FieldSet } from '#app/fields/main'
import type { SlotViewer } from '@madoguchi/module-kit'
import { fieldsAmong, LINK_CODE } from '../import_columns.js'
import { rowsOf } from '../import_pieces.js'
import { mergeImportRow } from '../merge_import_row.js'
import { numberKey } from '../resident.js'
import type { ImportRow, ResidentImport } from '../resident_import.js'
import { whyHidden } from '../shown_resident.js'
import { residentsByNumber } from './residents_by_number.js'

export interface ImportChange {
  line: number
  number: string
  fields: { label: string; before: string; after: string }[]
}

interface About {
  fields: FieldSet
  i18n: I18n
  staff: SlotViewer
}

/** The first known residents a file changes: which fields, and from what to what as far as the viewer may see. */
export async function importChanges(
  found: ResidentImport,
  { most, ...about }: About & { most: number }
): Promise<ImportChange[]> {
  return changesOf(await firstChanged(found, most), found, about)
}

/** The same of one piece of the file. */
export async function changesInPiece(found: ResidentImport, n: number, about: About) {
  return changesOf(await changedInPiece(found.id, n), found, about)
}

async function changesOf(rows: ImportRow[], found: ResidentImport, about: About) {
  const { fields, i18n, staff } = about
  const known = await residentsByNumber(rows.map(({ number }) => number))
  const columns = new Map(fields.columns(i18n).map((column) => [column.key, column]))
  const keys = fieldsAmong(found.columns)
  const seen: string[] = []
  const changes = rows.flatMap((row): ImportChange | [] => {
    const { line, number, values: read } = row
    const before = known.get(numberKey(number))
    if (!before) return []
    const { values, changed } = mergeImportRow(before.values, read, keys)
    const hidden = whyHidden(before.state, staff) !== null
    if (!hidden) seen.push(before.id)
    const show = (key: string, of: typeof values) =>
      hidden ? i18n.t('fields.hidden') : (columns.get(key)?.show(of) ?? '')
    return {
      ...{ line, number: before.number },
      fields: [
        ...changed.map((key) => ({
          label: columns.get(key)?.label ?? key,
          before: show(key, before.values),
          after: show(key, values),
        })),
        ...(row.changed!.includes(LINK_CODE) ? [newCode(row.linkCode!, i18n)] : []),
      ],
    }
  })
  await audit.recordEach('residents.list', 'resident', seen)
  return changes
}

/** Shown to everybody: it says nothing about whom it stands for. */
const newCode = (code: string, i18n: I18n) => ({
  label: i18n.t('resident-registry.staff.words.link_code'),
  before: '',
  after: formatReadableCode(code),
})

async function firstChanged(
  { id, rowPieces, changedLines }: ResidentImport,
  most: number
): Promise<ImportRow[]> {
  /** No further than there are any: pieces without would be opened in vain. */
  const wanted = Math.min(most, changedLines)
  const changed: ImportRow[] = []
  for (let n = 0; n < rowPieces && changed.length < wanted; n++) {
    changed.push(...(await changedInPiece(id, n)))
  }
  return changed.slice(0, wanted)
}

const changedInPiece = async (id: string, n: number) =>
  ((await rowsOf(id, n)) ?? []).filter((row) => row.changed)
