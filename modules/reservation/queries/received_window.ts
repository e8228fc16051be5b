import db from '@adonisjs/lucid/services/db'
import { tenancy } from '#app/tenancy/main'
import { today } from '#app/ui/main'
import type { BookableWindow } from '../api.js'

/** @returns undefined for a link code no file has named */
export async function receivedWindow(
  linkCode: string
): Promise<BookableWindow | 'nothing' | undefined> {
  const { rows } = await db.rawQuery(
    `SELECT counter_id AS "counterId", from_day::text AS "from", until_day::text AS "until"
       FROM received_windows WHERE municipality_id = ? AND link_code = ?`,
    [tenancy.current().municipalityId, linkCode]
  )
  if (!rows[0]) return undefined
  const { counterId, from, until } = rows[0]
  return counterId ? { counterId, from: from ?? today(), until } : 'nothing'
}
