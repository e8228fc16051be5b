import db from '@adonisjs/lucid/services/db'
import { tenancy } from '#app/tenancy/main'
import { addressesBeingPrinted, type PostalAddress } from '#modules/resident-registry/api'
import { isHeldBack, type HeldBack } from '../held_back.js'
import { currentLettering, lettered, type Lettering, type Substitution } from '../lettering.js'
import type { Piece } from '../print_kind.js'
import { kindOf } from '../print_kinds.js'
import type { RunningPrint } from '../queries/running_print.js'
import { issueSecrets } from './issue_secrets.js'

/** The part a print has come to: pieces that are ready, and who is held back since it was arranged. */
export interface NextPart {
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
 * What the next part holds; passwords are issued to whom its letters tell them.
 * Nothing when the print has come to its end, or was cancelled.
 */
export async function nextPart(job: RunningPrint): Promise<NextPart | undefined> {
  const kind = kindOf(job.kind)
  const number = await partsOf(job.id)
  if (number === null) return undefined
  const between = kind.partOf(job.layout, number)
  const ids = await waitingBetween(job.id, ...between)
  if (ids.length === 0) return undefined
  const addresses = await addressesBeingPrinted(ids)
  const part: NextPart = {
    ...{ number, between, pieces: [], heldBack: new Map(), substituted: new Map() },
    lettering: await currentLettering(),
  }
  const ready: PostalAddress[] = []
  for (const id of ids) {
    const written = addresses.get(id)
    if (!written) {
      part.heldBack.set(id, { because: 'not_in_use' })
      continue
    }
    const { address, substituted } = lettered(written, part.lettering)
    if (substituted.length > 0) part.substituted.set(id, substituted)
    if (take(part, id, kind.make(address, job.layout, part.lettering))) ready.push(address)
  }
  return kind.secrets ? withSecrets(part, job, ready) : part
}

/** @returns whether it is printed */
function take({ pieces, heldBack }: NextPart, id: string, made: Piece | HeldBack): boolean {
  if (isHeldBack(made)) heldBack.set(id, made)
  else pieces.push(made)
  return !isHeldBack(made)
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
    take(part, address.id, made)
  }
  return part
}

/** How many parts a print has, which is locked from here on; null when it does not run. */
async function partsOf(jobId: string): Promise<number | null> {
  const { rows } = await db.rawQuery(
    `SELECT CASE WHEN j.state = 'printing' THEN
              (SELECT count(*)::int FROM print_parts p
                WHERE p.municipality_id = j.municipality_id AND p.job_id = j.id) END AS parts
       FROM print_jobs j WHERE j.municipality_id = ? AND j.id = ? FOR UPDATE OF j`,
    [tenancy.current().municipalityId, jobId]
  )
  return rows[0].parts
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
