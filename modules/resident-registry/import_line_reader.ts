import type { I18n } from '@adonisjs/i18n'
import type { FieldSet } from '#app/fields/main'
import { holdsMyNumber, readReadableCode } from '#app/exchange/main'
import type { FieldDefinition, FieldValues } from '@madoguchi/module-kit'
import { UNREADABLE, type CsvRow } from '#app/ui/main'
import { choiceIn, LINK_CODE, NUMBER, type ImportColumn } from './import_columns.js'
import type { ImportMistake } from './resident_import.js'
import { LONGEST_NUMBER, numberKey } from './resident.js'

type Read =
  | { number: string; values: FieldValues; linkCode?: string; mistakes?: undefined }
  | { mistakes: ImportMistake[] }

/** Reads lines of one file as the register's form would: same rules, same sentences. */
export class ImportLineReader {
  #fields: FieldSet
  #at: Map<string, number>
  #choices: { definition: FieldDefinition; labels: Map<string, string> }[]

  constructor(
    fields: FieldSet,
    private columns: ImportColumn[],
    private i18n: I18n
  ) {
    this.#at = new Map(columns.flatMap(({ target }, i) => (target ? [[target, i]] : [])))
    this.#fields = fields.adjusted((definition) =>
      this.#at.has(definition.key) ? definition : undefined
    )
    this.#choices = this.#fields.definitions
      .filter(({ choices }) => choices.length > 0)
      .map((definition) => ({ definition, labels: this.#labelsOf(definition) }))
  }

  numberIn({ cells }: CsvRow): string {
    return (cells[this.#at.get(NUMBER)!] ?? '').trim()
  }

  /** @returns nothing where there is none, `null` for what is none */
  codeIn({ cells }: CsvRow): string | null | undefined {
    const typed = cells[this.#at.get(LINK_CODE) ?? -1]?.trim()
    return typed ? readReadableCode(typed) : undefined
  }

  async read(row: CsvRow): Promise<Read> {
    const { line, cells } = row
    const wrong = (what: string, column: number | null = null): Read => ({
      mistakes: [
        { line, column, sentence: this.i18n.t(`resident-registry.staff.import.wrong.${what}`) },
      ],
    })
    if (cells.length !== this.columns.length) return wrong('columns')
    const unreadable = [...this.#at.values()].find((at) => cells[at].includes(UNREADABLE))
    if (unreadable !== undefined) return wrong('unreadable', unreadable)
    const number = this.numberIn(row)
    if (!isNumber(number)) return wrong('number', this.#at.get(NUMBER))
    const linkCode = this.codeIn(row)
    if (linkCode === null) return wrong('code_none', this.#at.get(LINK_CODE))
    const read = await this.#fields.read('staff', this.#bodyOf(cells), this.i18n)
    if (!read.errors) return { number, linkCode, values: this.#fields.storable(read.values) }
    return {
      mistakes: read.errors.map(({ field, message }) => ({
        ...{ line, column: this.#at.get(field) ?? null, sentence: message },
      })),
    }
  }

  #bodyOf(cells: string[]): Record<string, string> {
    const body: Record<string, string> = {}
    for (const [key, at] of this.#at) if (key !== NUMBER && key !== LINK_CODE) body[key] = cells[at]
    for (const { definition, labels } of this.#choices) {
      body[definition.key] = choiceIn(definition, body[definition.key], labels)
    }
    return body
  }

  #labelsOf(definition: FieldDefinition): Map<string, string> {
    const show = (value: string) =>
      this.#fields.typeOf(definition).show(value, definition, this.i18n)
    return new Map(definition.choices.map(({ value }) => [value, show(value)]))
  }
}

const isNumber = (number: string) =>
  number.length <= LONGEST_NUMBER &&
  /[\p{L}\p{N}]/u.test(number) &&
  numberKey(number) !== '' &&
  number.isWellFormed() &&
  !holdsMyNumber(number)
