import type { PostalAddress } from '#modules/resident-registry/api'
import type { HeldBack } from './held_back.js'
import type { Lettering } from './lettering.js'
import type { OverflowPlace } from './overflow.js'
import type { PrintLayout } from './print_layout.js'

/** What is printed for one person, as the template of its kind takes it. */
export interface Piece {
  id: string
  bars: string | null
}

/** What was issued to somebody: to a new ID, or in place of what they had. */
export interface Secret {
  was: 'new' | 'renewed'
  text: string
}

/** Who issues what letters hold, in the scope that keeps it sealed. */
export interface SecretIssuer<Layout extends PrintLayout = PrintLayout> {
  /** By resident, without those who get nothing. */
  issue(addresses: PostalAddress[], layout: Layout): Promise<Map<string, Secret>>
  /** For which of them what was issued before still holds: another print may have ended it. */
  inForce(addresses: PostalAddress[], issued: ReadonlyMap<string, string>): Promise<Set<string>>
}

export const NOTICES = ['first', 'again', 'reminder'] as const
export type Notice = (typeof NOTICES)[number]

/** A kind of print: how an address becomes something on paper. Who is printed, in which order and what is kept of it is the same for all. */
export interface PrintKind<Layout extends PrintLayout = PrintLayout, Made extends Piece = Piece> {
  /** What it is printed on, by name. */
  paper(layout: Layout): string
  /** Which notice it is, as the progress of a card knows them; nothing where it is none. */
  notice(layout: Layout): Notice | null
  /** What is needed beyond `printing.print` to print it and to open its files. */
  permission?: string
  /** For letters that hold what nobody may read elsewhere. */
  secrets?: SecretIssuer<Layout>
  /** An address as it is printed, with what was issued to it, or why it must not be. */
  make(
    address: PostalAddress,
    layout: Layout,
    lettering: Lettering,
    secret?: string
  ): Made | HeldBack
  /** Which positions make a part: whole sheets. The second is not included. */
  partOf(layout: Layout, number: number): [from: number, to: number]
  /** The pieces of a part as a PDF. */
  typeset(pieces: Made[], layout: Layout, part: number, lettering: Lettering): Promise<TypesetPart>
}

export interface TypesetPart {
  pdf: Buffer
  pages: number
  /** The pieces that do not fit even condensed, and where: they must not be handed out. */
  tooLong: Map<string, OverflowPlace[]>
}
