import type { HttpContext } from '@adonisjs/core/http'
import { writeCsv, type CsvEncoding } from '#app/ui/main'

/**
 * Answers with a file, sent row by row as the rows come; in UTF-8, which
 * spreadsheets open by its BOM, unless told otherwise.
 *
 * @param filename without extension; ASCII
 */
export function sendCsv(
  { response }: HttpContext,
  filename: string,
  header: string[],
  rows: AsyncIterable<string[]>,
  options: { encoding: CsvEncoding; keepZeros?: boolean } = { encoding: 'utf8' }
) {
  const charset = options.encoding === 'cp932' ? 'Shift_JIS' : 'utf-8'
  response.header('Cache-Control', 'no-store')
  response.header('Content-Type', `text/csv; charset=${charset}`)
  response.header('Content-Disposition', `attachment; filename="${filename}.csv"`)
  return response.stream(writeCsv(header, rows, options))
}
