import type { PostalAddress } from '#modules/resident-registry/api'
import { isHeldBack, type HeldBack } from './held_back.js'
import type { Piece, TypesetPart } from './print_kind.js'
import { sampleAddress } from './sample_addresses.js'

/** What is printed for people who do not exist. */
export interface Sample<Made extends Piece> {
  make(address: PostalAddress): Made | HeldBack
  partOf(number: number): [from: number, to: number]
  typeset(pieces: Made[]): Promise<TypesetPart>
}

/** A print for nobody, part by part as they are made. */
export async function* printSample<Made extends Piece>(count: number, sample: Sample<Made>) {
  let next = 0
  for (let number = 0; ; number++) {
    const [from, to] = sample.partOf(number)
    const part: Made[] = []
    while (part.length < to - from && next < count) {
      const made = sample.make(sampleAddress(next++))
      if (!isHeldBack(made)) part.push(made)
    }
    if (part.length === 0) return
    const { pdf, pages } = await sample.typeset(part)
    yield { number, records: part.length, pages, pdf }
  }
}
