import db from '@adonisjs/lucid/services/db'
import { audit } from '#app/audit/main'
import { tenancy } from '#app/tenancy/main'
import type { Printer } from '../queries/list_sheets.js'
import type { Sheet } from '../sheet.js'

/** Adds a sheet, or measures one of the same name anew. Prints that were made keep what they were made with. */
export async function saveSheet(sheet: Omit<Sheet, 'id'>) {
  const { name, width, height, columns, rows, left, top } = sheet
  await db.rawQuery(
    `INSERT INTO print_sheets (municipality_id, name, width, height, columns, rows, left_edge, top_edge)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (municipality_id, name) DO UPDATE
       SET width = excluded.width, height = excluded.height, columns = excluded.columns,
           rows = excluded.rows, left_edge = excluded.left_edge, top_edge = excluded.top_edge`,
    [tenancy.current().municipalityId, name, width, height, columns, rows, left, top]
  )
  await audit.record({ action: 'printing.save_sheet', detail: { name } })
}

/** Adds a printer, or sets one of the same name right. */
export async function savePrinter({ name, x, y }: Omit<Printer, 'id'>) {
  await db.rawQuery(
    `INSERT INTO print_printers (municipality_id, name, offset_x, offset_y) VALUES (?, ?, ?, ?)
     ON CONFLICT (municipality_id, name) DO UPDATE
       SET offset_x = excluded.offset_x, offset_y = excluded.offset_y`,
    [tenancy.current().municipalityId, name, x, y]
  )
  await audit.record({ action: 'printing.save_printer', detail: { name } })
}

/** @returns whether there was one */
export async function removeFromSetUp(kind: 'sheet' | 'printer', id: string): Promise<boolean> {
  const table = kind === 'sheet' ? 'print_sheets' : 'print_printers'
  const { rows } = await db.rawQuery(
    `DELETE FROM ${table} WHERE municipality_id = ? AND id = ? RETURNING name`,
    [tenancy.current().municipalityId, id]
  )
  if (!rows[0]) return false
  await audit.record({ action: `printing.remove_${kind}`, detail: { name: rows[0].name } })
  return true
}
