import QRCode from 'qrcode'
import { formatReadableCode } from '#app/exchange/main'
import { filledIn } from '#app/wording/main'
import type { PostalAddress } from '#modules/resident-registry/api'
import { isHeldBack, type HeldBack } from './held_back.js'
import { labelOf, type Label } from './label.js'
import type { LetterPrint } from './letter_print.js'
import type { Lettering } from './lettering.js'
import { joinRows, linesOf, type Block, type Line } from './letter_text.js'
import { fieldRule, fieldsIn } from './merge_fields.js'
import type { Piece } from './print_kind.js'

/** As wide as any: letters are tried with it before anything is issued. */
const SOME_SECRET = 'WWWW-WWWW-WWWW'

/** A letter as layouts print it. */
export interface Letter extends Piece {
  address: Label
  title: string
  sender: string
  date: string
  blocks: Block[]
}

/** A person's letter, or why it must not be printed. */
export function letterOf(
  address: PostalAddress,
  print: LetterPrint,
  lettering: Lettering,
  secret = SOME_SECRET
): Letter | HeldBack {
  const { wording, layout, facts } = print
  const label = labelOf(address, { ...print, sheet: layout.address }, lettering)
  if (isHeldBack(label)) return label
  const needed = fieldsIn(wording.title + wording.body + wording.sender).some(
    (name) => fieldRule(name)?.needs
  )
  if (needed && !address.linkCode) return { because: 'no_link_code' }
  const code = address.linkCode ? formatReadableCode(address.linkCode) : ''
  const values: Record<string, string> = {
    ...facts,
    ...{ addressee: label.name, name: address.name, address: address.parts.join('\u3000') },
    ...{ link_code: code, link_code_qr: code, initial_password: secret },
  }
  return {
    ...{ id: address.id, bars: label.bars, address: label, date: facts.date },
    title: filledIn(wording.title, values),
    sender: filledIn(wording.sender, values),
    blocks: joinRows(linesOf(wording.body).map((line) => blockOf(line, values, print))),
  }
}

function blockOf(line: Line, values: Record<string, string>, { words }: LetterPrint) {
  if (line.kind === 'row') {
    return { ...line, cells: line.cells.map((cell) => filledIn(cell, values)) }
  }
  if (line.kind !== 'field') return { ...line, text: filledIn(line.text, values) }
  const [name, text] = [words[line.name], values[line.name]]
  switch (fieldRule(line.name)?.alone) {
    case 'code':
      return { kind: 'code' as const, name, text }
    case 'qr':
      return { kind: 'qr' as const, name, text, ...qrOf(line.name, text) }
    default:
      return { kind: 'paragraph' as const, text }
  }
}

type Qr = Pick<Extract<Block, { kind: 'qr' }>, 'size' | 'modules'>

/** The latest code of each field: the booking page's is the same for everybody. */
const latest = new Map<string, { text: string; qr: Qr }>()

function qrOf(field: string, text: string): Qr {
  const known = latest.get(field)
  if (known?.text === text) return known.qr
  const qr = drawQr(text)
  latest.set(field, { text, qr })
  return qr
}

/** The dark squares of each row that lie side by side, as one each. */
function drawQr(text: string): Qr {
  const { size, data } = QRCode.create(text, { errorCorrectionLevel: 'M' }).modules
  const modules: [number, number, number][] = []
  for (let y = 0; y < size; y++) {
    for (let x = 0; x < size; x++) {
      if (!data[y * size + x]) continue
      const last = modules.at(-1)
      if (last && last[1] === y && last[0] + last[2] === x) last[2] += 1
      else modules.push([x, y, 1])
    }
  }
  return { size, modules }
}
