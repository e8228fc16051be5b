import db from '@adonisjs/lucid/services/db'
import { tenancy } from '#app/tenancy/main'
import type { ResidentSelection } from '#modules/resident-registry/api'
import { savePrinter, saveSheet } from '../actions/change_set_up.js'
import { saveWording } from '../actions/save_wording.js'
import { startPrint } from '../actions/start_print.js'
import type { LabelLayout } from '../label_layout.js'
import { sealPart } from '../sealed_print.js'
import { COMMON_SHEETS } from '../sheet.js'
import { STARTERS } from '../starter_wordings.js'

/** Asks for labels as the form does, on the first of the common sheets. @returns the print's id */
export function startLabels(selection: ResidentSelection, staffId: string): Promise<string> {
  const layout: LabelLayout = {
    ...{ sheet: COMMON_SHEETS[0], printer: null, offset: { x: 0, y: 0 }, start: 1 },
    ...{ order: 'number', honorific: '様', mark: 'none', points: null },
  }
  return startPrint({ kind: 'labels', selection, staffId, keepDays: 7, layout })
}

/** A print with a file, and a sheet, a printer and a wording of a municipality's own. @returns their ids by what addresses call them */
export const storePrint = (municipality: { id: number }, staffId: string) =>
  tenancy.run(municipality, async () => {
    const [sheet] = COMMON_SHEETS
    const print = await startLabels({ by: 'everybody' }, staffId)
    await saveSheet({ ...sheet, name: '自前の用紙' })
    await savePrinter({ name: '1階', x: 0, y: 0 })
    await db.rawQuery(
      `INSERT INTO print_parts (municipality_id, job_id, number, records, pages, pdf_sealed)
       VALUES (?, ?, 0, 1, 1, ?)`,
      [municipality.id, print, sealPart(print, 0, Buffer.from('%PDF-'))]
    )
    const { name, ...text } = STARTERS.notice
    const wording = await saveWording({ id: null, name, text, after: 0, staffId })
    const { rows } = await db.rawQuery(
      'SELECT s.id AS sheet, p.id AS printer FROM print_sheets s, print_printers p'
    )
    return { print, wording, ...(rows[0] as { sheet: string; printer: string }) }
  })
