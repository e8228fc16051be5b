import type { HttpContext } from '@adonisjs/core/http'
import { stringify } from 'csv-stringify/sync'
import { DateTime } from 'luxon'
import { formatReadableCode } from '#app/exchange/main'
import type { IssuedAccount } from './actions/issue_accounts.js'

/**
 * Answers with IDs and initial passwords as a file, the only time they can be
 * read. UTF-8 with BOM, which spreadsheets open as it is.
 */
export function sendPasswords({ i18n, response }: HttpContext, issued: IssuedAccount[]) {
  const header = ['user_id', 'initial_password'].map((name) =>
    i18n.t(`accounts.staff.import.headers.${name}`)
  )
  const rows = issued.map(({ userId, initialPassword }) => [
    userId,
    initialPassword && formatReadableCode(initialPassword),
  ])
  const now = DateTime.now().setZone('Asia/Tokyo').toFormat('yyyyMMdd-HHmmss')
  response.header('Content-Type', 'text/csv; charset=utf-8')
  response.header('Content-Disposition', `attachment; filename="ids-${now}.csv"`)
  return response.send(stringify([header, ...rows], { bom: true, record_delimiter: 'windows' }))
}
