import i18nManager from '@adonisjs/i18n/services/main'
import type { I18n } from '@adonisjs/i18n'
import { letterOf, type Letter } from './letter.js'
import { POSTCARD, WINDOW_LETTER, type LetterLayout } from './letter_layout.js'
import { letters } from './letters.js'
import { sampleLettering, type Lettering } from './lettering.js'
import type { LetterPrint } from './letter_print.js'
import { newLetterPrint, type Sender } from './new_letter_print.js'
import type { Sample } from './print_sample.js'
import type { Printer } from './queries/list_sheets.js'
import { sampleAddresses } from './sample_addresses.js'
import { typesetLetters } from './typeset_letters.js'
import type { WordingText } from './wording.js'

/** One of those whose address has a second line. */
const [, , SAMPLE] = sampleAddresses(3)

/** A municipality that does not exist. */
export const NOBODY: Sender = {
  ...{ slug: 'aobano', host: 'yoyaku.example.jp', name: '青葉野市' },
  ...{ department: '市民課', phone: '000-000-0000' },
}

interface Wording extends WordingText {
  name: string
}

/** How a wording is printed for people who do not exist, on a printer that is not off or a given one. */
export const samplePrint = (
  wording: Wording,
  about: { layout: LetterLayout; municipality: Sender; i18n: I18n },
  printer?: Printer
): LetterPrint =>
  newLetterPrint({
    ...about,
    wording: { id: '', version: 0, ...wording },
    how: {
      ...{ printer: printer?.name ?? null, offset: { x: printer?.x ?? 0, y: printer?.y ?? 0 } },
      ...{ order: 'number', honorific: '様' },
      ...{ mark: 'no_forwarding', barcode: true, renew: false },
    },
  })

/** What one of them gets. */
export const sampleLetter = (print: LetterPrint, lettering: Lettering) =>
  letterOf(SAMPLE, print, lettering) as Letter

/** Letters of one of the product's own layouts. */
export async function sampleLetters(wording: Wording, printer?: Printer): Promise<Sample<Letter>> {
  const lettering = await sampleLettering()
  const layout = [WINDOW_LETTER, POSTCARD].find(({ id }) => id === wording.layout)!
  const i18n = i18nManager.locale(i18nManager.defaultLocale)
  const print = samplePrint(wording, { layout, municipality: NOBODY, i18n }, printer)
  return {
    make: (address) => letterOf(address, print, lettering),
    partOf: (number) => letters.partOf(print, number),
    typeset: (pieces) => typesetLetters(pieces, print, layout, lettering),
  }
}
