import type { Mail } from './print_layout.js'

/** A place on the page, in millimetres. */
export interface Box {
  left: number
  top: number
  width: number
  height: number
}

/**
 * How a letter is laid out: a Typst template and what has to be known of it
 * before it runs. Makers of modules bring their own, see
 * `registerLetterLayoutSuite` for what it must keep.
 */
export interface LetterLayout {
  /** `<module>.<name>`, never changed: prints that were made name it. */
  id: string
  /** Translation key of what staff choose it by. */
  label: string
  /** Imports "/letter.typ" and shows every letter of the data with it. */
  template: URL
  paper: { width: number; height: number }
  /** Where the address is looked for: the window of an envelope, the address side of a postcard. */
  address: Box
  /** Whether nobody reads it on the way: only then may passwords stand in it. */
  closed: boolean
  /** As what it is posted, where its paper leaves no choice. */
  mail?: Mail
}

const template = (name: string) => new URL(`./documents/${name}.typ`, import.meta.url)

/** A4, folded in three for an envelope with a window (長形3号). */
export const WINDOW_LETTER: LetterLayout = {
  id: 'printing.window_letter',
  label: 'printing.staff.layouts.window_letter',
  template: template('window_letter'),
  paper: { width: 210, height: 297 },
  address: { left: 20, top: 14, width: 86, height: 42 },
  closed: true,
}

/** はがき: postal code and address on one side, the text on the other. */
export const POSTCARD: LetterLayout = {
  id: 'printing.postcard',
  label: 'printing.staff.layouts.postcard',
  template: template('postcard'),
  paper: { width: 100, height: 148 },
  address: { left: 8, top: 46, width: 84, height: 42 },
  closed: false,
  mail: 'postcard',
}
