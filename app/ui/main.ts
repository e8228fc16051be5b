/**
 * The only door into the look: formatters, the data of the larger components,
 * and what views are given.
 */
export { parseCsv, E_CSV_UNREADABLE, type ParsedCsv } from './csv/parse_csv.js'
export { CsvReader, encodingOf, UNREADABLE, type CsvRow } from './csv/csv_reader.js'
export { rowsByPage } from './csv/rows_by_page.js'
export {
  CSV_ENCODINGS,
  missingInCp932,
  writeCsv,
  type CsvEncoding,
  type MissingCharacter,
} from './csv/write_csv.js'
export { registerEdgeGlobals } from './edge_globals.js'
export * from './formatters/full_width.js'
export * from './formatters/japanese_date.js'
export { localFormatters, type LocalFormatters } from './local_formatters.js'
export * from './formatters/phone.js'
export * from './formatters/postal_code.js'
export * from './formatters/tokyo.js'
export * from './formatters/wareki.js'
export type { Errors, ErrorLine } from './view_helpers/error_list.js'
export type { PageSource } from './view_helpers/pagination.js'
export type { WeekCell, WeekDay, WeekRow } from './view_helpers/week.js'
