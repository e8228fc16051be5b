import type { I18n } from '@adonisjs/i18n'
import type { FieldSet } from '#app/fields/main'
import type { FieldDefinition, SlotViewer } from '@madoguchi/module-kit'

/** 住民ID: the one column every file needs. */
export const NUMBER = 'number'

/** リンク番号: one that was issued already, for the card or by the other side. */
export const LINK_CODE = 'link_code'

/** Kept instead of a target: it was left out, although it looked like one. */
export const LEFT_OUT = ''

/** What a column of a file can be. */
export interface ImportTarget {
  key: string
  label: string
  required: boolean
}

/** A column of the file and what it is; nothing when it is left out. */
export interface ImportColumn {
  header: string
  target: string | null
}

/** What the file may bring: 住民ID, link codes where somebody may give them, and every field staff fill in. */
export function importTargets(fields: FieldSet, i18n: I18n, staff: SlotViewer): ImportTarget[] {
  const labels = new Map(fields.inputs('staff', i18n).map(({ key, label }) => [key, label]))
  const word = (key: string) => i18n.t(`resident-registry.staff.words.${key}`)
  return [
    { key: NUMBER, label: word('number'), required: true },
    ...(staff.can('resident-registry.issue_codes')
      ? [{ key: LINK_CODE, label: word('link_code'), required: false }]
      : []),
    ...fields.asked('staff').map((definition) => ({
      key: definition.key,
      label: labels.get(definition.key) ?? definition.key,
      required: definition.use.staff === 'required',
    })),
  ]
}

/** The fields in which eleven digits are a telephone number. */
export const phonesAmong = (fields: FieldSet): ReadonlySet<string> =>
  new Set(fields.asked('staff').flatMap(({ key, type }) => (type === 'core.phone' ? [key] : [])))

/** The fields the file has. */
export const fieldsAmong = (columns: ImportColumn[]): string[] =>
  columns.flatMap(({ target }) =>
    target && target !== NUMBER && target !== LINK_CODE ? [target] : []
  )

/** What offices’ programs call the same things (住民記録システム標準仕様書), beside what the municipality calls them. */
const ALSO_CALLED: Record<string, string[]> = {
  [NUMBER]: ['宛名番号', '住民番号', '識別番号'],
  [LINK_CODE]: ['リンクコード', '連携番号'],
  name: ['名前', '漢字氏名'],
  kana: ['氏名フリガナ', 'カナ氏名', '氏名カナ', 'ふりがな'],
  address: ['現住所', '住所全体'],
  building: ['方書', 'アパート名'],
  town: ['町名', '大字'],
  block: ['地番'],
  phone: ['電話', '携帯電話', 'TEL'],
  email: ['メール', 'E-mail'],
}

const plain = (text: string) => text.normalize('NFKC').replace(/\s/g, '').toLowerCase()

/** What the columns probably are: as last time, or as they are called. No target twice. */
export function guessColumns(
  header: string[],
  targets: ImportTarget[],
  remembered: (string | null)[]
): ImportColumn[] {
  const taken = new Set<string>()
  return header.map((name, i) => {
    const isCalled = ({ key, label }: ImportTarget) =>
      [key, label, ...(ALSO_CALLED[key] ?? [])].some((word) => plain(word) === plain(name))
    const found =
      targets.find(({ key }) => key === remembered[i]) ??
      (remembered[i] === LEFT_OUT ? undefined : targets.find(isCalled))
    if (!found || taken.has(found.key)) return { header: name, target: null }
    taken.add(found.key)
    return { header: name, target: found.key }
  })
}

/** A choice may be written as its value or in words: 男 for 男性, too. */
export function choiceIn(definition: FieldDefinition, cell: string, labels: Map<string, string>) {
  const word = plain(cell)
  if (!word || definition.choices.length === 0) return cell
  const is = (text: string) => plain(text) === word || plain(text) === `${word}性`
  const choice = definition.choices.find(({ value }) => is(value) || is(labels.get(value) ?? ''))
  return choice?.value ?? cell
}

/** What a column is called; where nobody may see that, or it is not kept any more, which one it is. */
export const columnName = (columns: ImportColumn[], at: number, i18n: I18n) =>
  columns[at]?.header ?? i18n.t('resident-registry.staff.import.mistake.nth', { n: at + 1 })

/** What the form says the columns are. */
export function columnsChosen(
  columns: ImportColumn[],
  chosen: unknown,
  targets: ImportTarget[]
): ImportColumn[] {
  const values = chosen && typeof chosen === 'object' ? Object.values(chosen) : []
  return columns.map(({ header }, i) => ({
    header,
    target: targets.find(({ key }) => key === values[i])?.key ?? null,
  }))
}

/** Why a file cannot be read with these columns. */
export function columnMistakes(columns: ImportColumn[], targets: ImportTarget[], i18n: I18n) {
  const used = columns.flatMap(({ target }) => target ?? [])
  const say = (what: string, { label }: ImportTarget) => ({
    field: 'columns_0',
    message: i18n.t(`resident-registry.staff.import.columns_wrong.${what}`, { label }),
  })
  return targets.flatMap((target) => {
    const times = used.filter((key) => key === target.key).length
    if (times > 1) return say('twice', target)
    return times === 0 && target.required ? say('missing', target) : []
  })
}
