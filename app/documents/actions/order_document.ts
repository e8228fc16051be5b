import { randomUUID } from 'node:crypto'
import db from '@adonisjs/lucid/services/db'
import { enqueue } from '#app/jobs/main'
import { tenancy } from '#app/tenancy/main'
import { sealOrder } from '../sealed_document.js'
import type { DocumentOrder } from '../typesetter.js'

/** A document as 印刷の一覧 knows it; nothing in it says who a resident is. */
export interface ListedPaper {
  title: string
  /** What it is about: the period, the counter. */
  facts: string[]
  /** What somebody must be allowed to do to open it. */
  permission: string
  /** Without extension; ASCII. */
  fileName: string
}

/** Enters a document that is being made at once by whoever asks. @returns its id */
export const enterDocument = (paper: ListedPaper) => enter(paper, 'making', null)

/** Leaves a document to a worker. @returns its id */
export async function orderDocument(paper: ListedPaper, order: DocumentOrder): Promise<string> {
  const id = await enter(paper, 'waiting', order)
  await enqueue('core.make_document', { documentId: id })
  return id
}

async function enter(
  { title, facts, fileName, permission }: ListedPaper,
  state: 'waiting' | 'making',
  order: DocumentOrder | null
): Promise<string> {
  const id = randomUUID()
  const { actor, municipalityId } = tenancy.current()
  await db.rawQuery(
    `INSERT INTO documents
       (municipality_id, id, title, facts, file_name, permission, state, order_sealed, made_by)
     VALUES (?, ?, ?, ?::text[], ?, ?, ?, ?, ?)`,
    [
      ...[municipalityId, id, title, facts, fileName, permission, state],
      ...[order && sealOrder(id, order), actor.staffId!],
    ] as any[]
  )
  return id
}
