import db from '@adonisjs/lucid/services/db'
import { documents, E_TYPESETTING_UNAVAILABLE } from '#app/documents/main'
import { tenancy } from '#app/tenancy/main'
import { addressesBeingPrinted, type PostalAddress } from '#modules/resident-registry/api'
import { isHeldBack, type HeldBack } from '../held_back.js'
import { currentLettering, lettered, type Lettering, type Substitution } from '../lettering.js'
import type { Piece, TypesetPart } from '../print_kind.js'
import { kindOf } from '../print_kinds.js'
import type { RunningPrint } from '../queries/running_print.js'
import { sealPart, sealSubstituted, sealWhy } from '../sealed_print.js'
import { issueSecrets } from './issue_secrets.js'

/** The part a print has come to: pieces that are ready, and who is held back since it was arranged. */
interface NextPart {
  number: number
  pieces: Piece[]
  heldBack: Map<string, HeldBack>
  lettering: Lettering
  /** What was printed in place of other characters, and for whom. */
  substituted: Map<string, Substitution[]>
  /** Its positions, the second not included. */
  between: [from: number, to: number]
}

/**
 * Makes the next part of a print. The slow work lies between two short
 * transactions; the second keeps the part only while the print still runs and
 * nobody else has made it.
 *
 * @returns whether there may be more
 */
export async function printPart(municipality: { id: number }, job: RunningPrint) {
  if (kindOf(job.kind).secrets) await mustBeAbleToTypeset()
  const next = await tenancy.run(municipality, () => nextPart(job), job.actor)
  if (!next) return false
  let made = await typesetPart(next, job)
  if (made.tooLong.size > 0) {
    for (const [id, places] of made.tooLong) next.heldBack.set(id, { because: 'too_long', places })
    next.pieces = next.pieces.filter(({ id }) => !made.tooLong.has(id))
    made = await typesetPart(next, job)
  }
  return tenancy.run(municipality, () => keep(job, next, made))
}

/** Before anything is issued: passwords would end, and nobody be told the new ones. */
async function mustBeAbleToTypeset() {
  const why = await documents.whyUnavailable()
  if (why !== null) throw new E_TYPESETTING_UNAVAILABLE(why)
}

/** What the next part holds; passwords are issued to whom its letters tell them. */
export async function nextPart(job: RunningPrint): Promise<NextPart | undefined> {
  const { municipalityId } = tenancy.current()
  const { rows } = await db.rawQuery(
    `SELECT j.state,
            (SELECT count(*)::int FROM print_parts p
              WHERE p.municipality_id = j.municipality_id AND p.job_id = j.id) AS parts
       FROM print_jobs j WHERE j.municipality_id = ? AND j.id = ? FOR UPDATE OF j`,
    [municipalityId, job.id]
  )
  const [{ state, parts: number }] = rows
  const kind = kindOf(job.kind)
  const between = kind.partOf(job.layout, number)
  const ids = await waitingBetween(job.id, ...between)
  if (state !== 'printing' || ids.length === 0) return undefined
  const addresses = await addressesBeingPrinted(ids)
  const lettering = await currentLettering()
  const part: NextPart = {
    ...{ number, pieces: [], lettering, between },
    ...{ heldBack: new Map(), substituted: new Map() },
  }
  const ready: PostalAddress[] = []
  for (const id of ids) {
    const written = addresses.get(id)
    if (!written) {
      part.heldBack.set(id, { because: 'not_in_use' })
      continue
    }
    const { address, substituted } = lettered(written, lettering)
    const made = kind.make(address, job.layout, lettering)
    if (isHeldBack(made)) part.heldBack.set(id, made)
    else part.pieces.push(made)
    if (substituted.length > 0) part.substituted.set(id, substituted)
    if (!isHeldBack(made)) ready.push(address)
  }
  return kind.secrets ? withSecrets(part, job, ready) : part
}

/** The same part with what is issued to whoever is printed; whoever gets nothing is held back. */
async function withSecrets(part: NextPart, job: RunningPrint, ready: PostalAddress[]) {
  const kind = kindOf(job.kind)
  const { secrets, ended } = await issueSecrets(job.id, kind.secrets!, ready, job.layout)
  part.pieces = []
  for (const address of ready) {
    const secret = secrets.get(address.id)
    const made: Piece | HeldBack = secret
      ? kind.make(address, job.layout, part.lettering, secret)
      : { because: ended.has(address.id) ? 'issued_since' : 'not_issued' }
    if (isHeldBack(made)) part.heldBack.set(address.id, made)
    else part.pieces.push(made)
  }
  return part
}

async function waitingBetween(jobId: string, from: number, to: number): Promise<string[]> {
  const { rows } = await db.rawQuery(
    `SELECT resident_id AS id FROM print_records
      WHERE municipality_id = ? AND job_id = ? AND position >= ? AND position < ?
        AND NOT held_back AND part IS NULL
      ORDER BY position`,
    [tenancy.current().municipalityId, jobId, from, to]
  )
  return rows.map(({ id }: { id: string }) => id)
}

/** Nobody is left of some parts; they have no file. */
const typesetPart = async (
  { number, pieces, lettering }: NextPart,
  { kind, layout }: RunningPrint
): Promise<TypesetPart> =>
  pieces.length === 0
    ? { pdf: Buffer.alloc(0), pages: 0, tooLong: new Map() }
    : kindOf(kind).typeset(pieces, layout, number, lettering)

/** @returns whether the print still runs; a part somebody else has kept meanwhile is left as it is */
async function keep(
  job: RunningPrint,
  { number, pieces, heldBack, substituted, between }: NextPart,
  { pdf, pages }: TypesetPart
): Promise<boolean> {
  const { municipalityId } = tenancy.current()
  const { rows: running } = await db.rawQuery(
    `SELECT id FROM print_jobs
      WHERE municipality_id = ? AND id = ? AND state = 'printing' FOR UPDATE`,
    [municipalityId, job.id]
  )
  if (running.length === 0) return false
  const { rows: kept } = await db.rawQuery(
    `INSERT INTO print_parts (municipality_id, job_id, number, records, pages, pdf_sealed)
     VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING RETURNING number`,
    [municipalityId, job.id, number, pieces.length, pages, sealPart(job.id, number, pdf)]
  )
  if (kept.length === 0) return true
  await db.rawQuery(
    `UPDATE print_records SET part = ?, secret_sealed = NULL
      WHERE municipality_id = ? AND job_id = ? AND position >= ? AND position < ?
        AND resident_id = ANY (?::uuid[])`,
    [number, municipalityId, job.id, ...between, pieces.map(({ id }) => id)] as any[]
  )
  await holdBack(job.id, heldBack)
  await noteSubstituted(job.id, substituted)
  await db.rawQuery(
    `UPDATE print_jobs
        SET printed = printed + ?, held_back = held_back + ?, without_barcode = without_barcode + ?,
            pages = pages + ?
      WHERE municipality_id = ? AND id = ?`,
    [
      pieces.length,
      heldBack.size,
      pieces.filter(({ bars }) => bars === null).length,
      pages,
      municipalityId,
      job.id,
    ]
  )
  return true
}

async function holdBack(jobId: string, heldBack: Map<string, HeldBack>) {
  for (const [id, why] of heldBack) {
    await db.rawQuery(
      `UPDATE print_records
          SET held_back = true, why_sealed = ?, secret_sealed = NULL,
              /* what another print has issued since leaves nothing of this one's to be told */
              issued = CASE WHEN ? THEN NULL ELSE issued END
        WHERE municipality_id = ? AND job_id = ? AND resident_id = ?`,
      [
        ...[sealWhy(jobId, id, why), why.because === 'issued_since'],
        ...[tenancy.current().municipalityId, jobId, id],
      ]
    )
  }
}

/** Of those who were printed; who was held back after all was printed with nothing. */
async function noteSubstituted(jobId: string, substituted: Map<string, Substitution[]>) {
  for (const [id, what] of substituted) {
    await db.rawQuery(
      `UPDATE print_records SET substituted_sealed = ?
        WHERE municipality_id = ? AND job_id = ? AND resident_id = ? AND part IS NOT NULL`,
      [sealSubstituted(jobId, id, what), tenancy.current().municipalityId, jobId, id]
    )
  }
}
