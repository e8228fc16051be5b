import { randomUUID } from 'node:crypto'
import db from '@adonisjs/lucid/services/db'
import { audit } from '#app/audit/main'
import { enqueue } from '#app/jobs/main'
import { tenancy } from '#app/tenancy/main'
import type { ResidentSelection } from '#modules/resident-registry/api'
import { kindOf, type KindName } from '../print_kinds.js'
import type { PrintLayout } from '../print_layout.js'
import { sealSelection } from '../sealed_print.js'

/** Begins a print; it is made in the background. @returns its id */
export async function startPrint(order: {
  kind: KindName
  selection: ResidentSelection
  layout: PrintLayout
  staffId: string
  keepDays: number
}): Promise<string> {
  const id = randomUUID()
  await db.rawQuery(
    `INSERT INTO print_jobs (municipality_id, id, kind, layout, chosen_by, selection_sealed,
                             created_by, kept_until)
     VALUES (?, ?, ?, ?::jsonb, ?, ?, ?, now() + make_interval(days => ?))`,
    [
      tenancy.current().municipalityId,
      id,
      order.kind,
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
    detail: { sheet: kindOf(order.kind).paper(order.layout), selection: order.selection.by },
  })
  await enqueue('printing.make_print', { jobId: id })
  return id
}
