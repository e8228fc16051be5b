import { NOTICES } from './print_kind.js'

/** Which notice it is: what is recorded when it was sent. `other` is none. */
export const PURPOSES = [...NOTICES, 'other'] as const
export type Purpose = (typeof PURPOSES)[number]

export interface Shift {
  x: number
  y: number
}

/** What a letter says, in one version. Texts hold merge fields, `{link_code}`; nothing in them is ever run. */
export interface WordingText {
  purpose: Purpose
  /** The layout's id. */
  layout: string
  title: string
  body: string
  /** Who writes, line by line. */
  sender: string
  /** Millimetres by which stock that was printed elsewhere differs. */
  shift: { address: Shift; body: Shift }
}
