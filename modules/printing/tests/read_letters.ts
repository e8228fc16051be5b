import jsQR from 'jsqr'
import type { Raster } from '#tests/support/read_pdf'
import type { Letter } from '../letter.js'
import { sampleAddresses } from '../sample_addresses.js'
import { sampleLetters } from '../sample_letters.js'
import { STARTERS } from '../starter_wordings.js'
import type { WordingText } from '../wording.js'

/** Letters to people who do not exist, and their PDF, for a printer that is so far off. */
export async function printed(
  count: number,
  starter: string,
  changes: Partial<WordingText> = {},
  offset = { x: 0, y: 0 }
) {
  const wording = { ...STARTERS[starter], ...changes }
  const sample = await sampleLetters(wording, { id: '', name: '1階', ...offset })
  const letters = sampleAddresses(count).map((address) => sample.make(address) as Letter)
  return { letters, ...(await sample.typeset(letters)) }
}

/** Everything a letter says, in the order in which its layout says it. */
export const textsOf = ({ address, blocks, ...letter }: Letter) => [
  `〒${address.postal}`,
  ...[address.mark, ...address.lines, address.name, letter.date, letter.sender, letter.title],
  ...blocks.flatMap((block) => {
    switch (block.kind) {
      case 'table':
        return block.rows.flat()
      case 'code':
      case 'qr':
        return [block.name, block.text]
      case 'item':
        return ['・', block.text]
      default:
        return [block.text]
    }
  }),
]

/** Without blanks: what looks for texts on pages does not mind them. */
export const joined = (texts: (string | null)[]) => texts.join('').replaceAll(/\s/g, '')

/** What the QR code of a page says. */
export function readQr({ width, height, black }: Raster): string | undefined {
  const pixels = new Uint8ClampedArray(width * height * 4)
  for (let i = 0; i < width * height; i++) {
    pixels.fill(black(i % width, Math.floor(i / width)) ? 0 : 255, i * 4, i * 4 + 4)
  }
  return jsQR.default(pixels, width, height, { inversionAttempts: 'dontInvert' })?.data
}
