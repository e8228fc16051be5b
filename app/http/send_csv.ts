import type { HttpContext } from '@adonisjs/core/http'
import { writeCsv } from '#app/ui/main'

/**
 * Answers with a file in UTF-8, which spreadsheets open by its BOM, sent row by
 * row as the rows come.
 *
 * @param filename without extension; ASCII
 */
export function sendCsv(
  { response }: HttpContext,
  filename: string,
  header: string[],
  rows: AsyncIterable<string[]>
) {
  response.header('Cache-Control', 'no-store')
  response.header('Content-Type', 'text/csv; charset=utf-8')
  response.header('Content-Disposition', `attachment; filename="${filename}.csv"`)
  return response.stream(writeCsv(header, rows, { encoding: 'utf8' }))
}
