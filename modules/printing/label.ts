import type { PostalAddress } from '#modules/resident-registry/api'
import { formatPostalCode } from '#app/ui/main'
import { addressLines } from './address_lines.js'
import { barcodeOf } from './barcode/barcode_of_address.js'
import type { HeldBack } from './held_back.js'
import type { LabelLayout } from './label_layout.js'
import type { Lettering } from './lettering.js'
import type { Piece } from './print_kind.js'
import { MARK_WORDS } from './print_layout.js'

/** A label as the template prints it. */
export interface Label extends Piece {
  postal: string | null
  lines: string[]
  name: string
  mark: string | null
}

/** The address's size and the room beside it, see documents/address.typ. */
const SIDE = 4
const LOW = 38
const MILLIMETRES_PER_POINT = 25.4 / 72

/** An address as a label, or why it must not be printed. */
export function labelOf(
  address: PostalAddress,
  layout: Pick<LabelLayout, 'honorific' | 'mark' | 'points'> & {
    sheet: { width: number; height: number }
  },
  { glyphs }: Lettering
): Label | HeldBack {
  if (address.parts.length === 0) return { because: 'no_address' }
  const { sheet, honorific, mark, points } = layout
  const name = `${address.name}\u3000${honorific}`
  const characters = glyphs.missingIn([...address.parts, name].join(''))
  if (characters.length > 0) return { because: 'characters', characters }
  const size = (sheet.height < LOW ? 9 : 10) * MILLIMETRES_PER_POINT
  const lines = addressLines(address.parts, Math.floor((sheet.width - 2 * SIDE) / size))
  if (!lines) return { because: 'too_long', places: ['address'] }
  const barcode = points ? barcodeOf(address) : null
  return {
    id: address.id,
    postal: address.postalCode && formatPostalCode(address.postalCode, { mark: false }),
    ...{ lines, name, mark: MARK_WORDS[mark], bars: barcode?.bars ?? null },
  }
}
