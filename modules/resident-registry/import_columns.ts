import type { I18n } from '@adonisjs/i18n'
import type { FieldSet } from '#app/fields/main'
import type { FieldDefinition } from '@madoguchi/module-kit'

/** 住民ID: the one column every file needs. */
export const NUMBER = 'number'

/** What a column of a file can be. */
export interface ImportTarget {
  key: string
  label: string
  required: boolean
  /** Where eleven digits are a telephone number. */
  phone: boolean
}

/** A column of the file and what it is; nothing when it is left out. */
export interface ImportColumn {
  header: string
  target: string | null
}

/** What the file may bring: 住民ID and every field staff fill in. */
export function importTargets(fields: FieldSet, i18n: I18n): ImportTarget[] {
  const labels = new Map(fields.inputs('staff', i18n).map(({ key, label }) => [key, label]))
  return [
    {
      ...{ key: NUMBER, required: true, phone: false },
      label: i18n.t('resident-registry.staff.words.number'),
    },
    ...fields.asked('staff').map((definition) => ({
      key: definition.key,
      label: labels.get(definition.key) ?? definition.key,
      required: definition.use.staff === 'required',
      phone: definition.type === 'core.phone',
    })),
  ]
}

/** Which of them are telephone numbers. */
export const phonesAmong = (targets: ImportTarget[]): ReadonlySet<string> =>
  new Set(targets.filter(({ phone }) => phone).map(({ key }) => key))

/** What offices’ programs call the same things (住民記録システム標準仕様書), beside what the municipality calls them. */
const ALSO_CALLED: Record<string, string[]> = {
  [NUMBER]: ['宛名番号', '住民番号', '識別番号'],
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
    const known = targets.find(({ key }) => key === remembered[i])
    const found =
      known ??
      targets.find(({ key, label }) =>
        [key, label, ...(ALSO_CALLED[key] ?? [])].some((word) => plain(word) === plain(name))
      )
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
