import { randomUUID } from 'node:crypto'
import db from '@adonisjs/lucid/services/db'
import { audit } from '#app/audit/main'
import { enqueue } from '#app/jobs/main'
import { tenancy } from '#app/tenancy/main'
import type { ResidentSelection } from '#modules/resident-registry/api'
import type { LabelLayout } from '../label_layout.js'
import { sealSelection } from '../sealed_print.js'

/** Begins a print of labels; it is made in the background. @returns its id */
export async function startPrint(order: {
  selection: ResidentSelection
  layout: LabelLayout
  staffId: string
  keepDays: number
}): Promise<string> {
  const id = randomUUID()
  await db.rawQuery(
    `INSERT INTO print_jobs (municipality_id, id, kind, layout, chosen_by, selection_sealed,
                             created_by, kept_until)
     VALUES (?, ?, 'labels', ?::jsonb, ?, ?, ?, now() + make_interval(days => ?))`,
    [
      tenancy.current().municipalityId,
      id,
      JSON.stringify(order.layout),
      order.selection.by,
      sealSelection(id, order.selection),
      order.staffId,
      order.keepDays,
    ]
  )
  await audit.record({
    action: 'printing.start',
    subject: { type: 'print', id },
    detail: { sheet: order.layout.sheet.name, selection: order.selection.by },
  })
  await enqueue('printing.print_labels', { jobId: id })
  return id
}
