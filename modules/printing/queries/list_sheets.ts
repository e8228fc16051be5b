import db from '@adonisjs/lucid/services/db'
import { tenancy } from '#app/tenancy/main'
import { COMMON_SHEETS, type Sheet } from '../sheet.js'

export interface Printer {
  id: string
  name: string
  x: number
  y: number
}

/** The municipality's own sheets. */
export async function ownSheets(): Promise<Sheet[]> {
  const { rows } = await db.rawQuery(
    `SELECT id, name, width, height, columns, rows, left_edge AS left, top_edge AS top
       FROM print_sheets WHERE municipality_id = ? ORDER BY name`,
    [tenancy.current().municipalityId]
  )
  return rows
}

/** Those everybody has and the municipality's own. */
export const allSheets = async (): Promise<Sheet[]> => [...COMMON_SHEETS, ...(await ownSheets())]

export async function listPrinters(): Promise<Printer[]> {
  const { rows } = await db.rawQuery(
    `SELECT id, name, offset_x AS x, offset_y AS y
       FROM print_printers WHERE municipality_id = ? ORDER BY name`,
    [tenancy.current().municipalityId]
  )
  return rows
}
