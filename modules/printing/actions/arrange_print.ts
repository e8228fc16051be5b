import db from '@adonisjs/lucid/services/db'
import { tenancy } from '#app/tenancy/main'
import { addressesToPrint, type PostalAddress } from '#modules/resident-registry/api'
import { isHeldBack, type HeldBack } from '../held_back.js'
import { currentLettering, lettered } from '../lettering.js'
import { kindOf } from '../print_kinds.js'
import { inOrder } from '../print_order.js'
import { openSelection, sealWhy } from '../sealed_print.js'
import type { RunningPrint } from '../queries/running_print.js'

/** How many go into one statement. */
const AT_ONCE = 5_000

/**
 * Decides who is printed in which place, and who is held back, before anything
 * is printed: a print that is resumed goes on in the same order. The print is
 * locked meanwhile: of two workers the other finds it arranged.
 */
export async function arrangePrint(job: RunningPrint) {
  if (await isArranged(job.id)) return
  const addresses = await addressesToPrint(openSelection(job.id, job.selectionSealed))
  const lettering = await currentLettering()
  const printed: PostalAddress[] = []
  const heldBack: { id: string; why: HeldBack }[] = []
  for (const address of await inOrder(addresses, job.layout.order)) {
    const made = kindOf(job.kind).make(lettered(address, lettering).address, job.layout, lettering)
    if (isHeldBack(made)) heldBack.push({ id: address.id, why: made })
    else printed.push(address)
  }
  const rows = [
    ...printed.map(({ id }) => ({ id, why: null })),
    ...heldBack.map(({ id, why }) => ({ id, why: sealWhy(job.id, id, why) })),
  ]
  for (let from = 0; from < rows.length; from += AT_ONCE) {
    await insert(job.id, from, rows.slice(from, from + AT_ONCE))
  }
  await db.rawQuery(
    `UPDATE print_jobs SET total = ?, held_back = ? WHERE municipality_id = ? AND id = ?`,
    [rows.length, heldBack.length, tenancy.current().municipalityId, job.id]
  )
}

async function isArranged(jobId: string): Promise<boolean> {
  const { rows } = await db.rawQuery(
    'SELECT total FROM print_jobs WHERE municipality_id = ? AND id = ? FOR UPDATE',
    [tenancy.current().municipalityId, jobId]
  )
  return rows[0].total !== null
}

async function insert(jobId: string, from: number, rows: { id: string; why: string | null }[]) {
  await db.rawQuery(
    `INSERT INTO print_records (municipality_id, job_id, position, resident_id, held_back, why_sealed)
     SELECT ?, ?, ? + n.place::int - 1, n.id, n.why IS NOT NULL, n.why
       FROM unnest(?::uuid[], ?::text[]) WITH ORDINALITY AS n (id, why, place)`,
    [
      tenancy.current().municipalityId,
      jobId,
      from,
      rows.map(({ id }) => id),
      rows.map(({ why }) => why),
    ] as any[]
  )
}
