import { documents, E_TYPESETTING_UNAVAILABLE } from '#app/documents/main'
import { tenancy } from '#app/tenancy/main'
import type { TypesetPart } from '../print_kind.js'
import { kindOf } from '../print_kinds.js'
import type { RunningPrint } from '../queries/running_print.js'
import { keepPart } from './keep_part.js'
import { nextPart, type NextPart } from './next_part.js'

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
  return tenancy.run(municipality, () => keepPart(job, next, made))
}

/** Before anything is issued: passwords would end, and nobody be told the new ones. */
async function mustBeAbleToTypeset() {
  const why = await documents.whyUnavailable()
  if (why !== null) throw new E_TYPESETTING_UNAVAILABLE(why)
}

/** Nobody is left of some parts; they have no file. */
const typesetPart = async (
  { number, pieces, lettering }: NextPart,
  { kind, layout }: RunningPrint
): Promise<TypesetPart> =>
  pieces.length === 0
    ? { pdf: Buffer.alloc(0), pages: 0, tooLong: new Map() }
    : kindOf(kind).typeset(pieces, layout, number, lettering)
