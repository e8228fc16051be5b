import type { ParsedCsv } from '#app/ui/main'
import type { FieldValues } from '@madoguchi/module-kit'
import type { ForbiddenNumber } from './forbidden_numbers.js'
import type { ImportColumn } from './import_columns.js'

export const IMPORT_STATES = [
  ...(['mapping', 'checking', 'checked', 'writing'] as const),
  ...(['done', 'refused', 'cancelled'] as const),
] as const
export type ImportState = (typeof IMPORT_STATES)[number]

/** Why a file is not taken, besides the numbers no file may bring; the last two only where it is all or nothing. */
export type RefusedReason = ForbiddenNumber | 'broken' | 'too_many' | 'deregistered' | 'link_code'

/** One file on its way into the register. */
export interface ResidentImport {
  id: string
  state: ImportState
  encoding: ParsedCsv['encoding']
  /** None once it has ended: what they are called comes from the file. */
  columns: ImportColumn[]
  staffId: string
  staffLogin: string
  whole: boolean | null
  filePieces: number
  checkedPieces: number
  rowPieces: number
  writtenPieces: number
  lines: number
  newLines: number
  changedLines: number
  sameLines: number
  wrongLines: number
  writtenNew: number
  writtenChanged: number
  refusedLine: number | null
  refusedReason: RefusedReason | null
  createdAt: Date
  endedAt: Date | null
}

/** A line of the file, read and found right. */
export interface ImportRow {
  line: number
  number: string
  /** Of the columns the file has; what is empty there is not in it. */
  values: FieldValues
  /** Twelve symbols, for whom the file says one. */
  linkCode?: string
  /** Which fields of a known resident it changes; nothing for somebody new. */
  changed?: string[]
}

export interface ImportMistake {
  line: number
  /** Which column, from 0; nothing when it is about the whole line. */
  column: number | null
  sentence: string
}
