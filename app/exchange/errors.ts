import { Exception } from '@adonisjs/core/exceptions'
import type { Manifest } from './exchange_file.js'

/** The link code is not in use: never issued here, or revoked by now, perhaps by somebody else a moment ago. */
export class E_LINK_CODE_NOT_ACTIVE extends Exception {
  static override status = 409
  static override code = 'E_LINK_CODE_NOT_ACTIVE'
  static override message = 'The link code is not in use'
}

export const FILE_REFUSALS = [
  'not_exchange',
  'too_large',
  'truncated',
  'altered',
  'not_connected',
  'other_municipality',
  'own_file',
  'other_sender',
  'other_recipient',
  'unknown_feed',
  'other_columns',
  'wrong_value',
  'gap',
  'old_series',
  'number_again',
] as const
export type FileRefusal = (typeof FILE_REFUSALS)[number]

export interface RefusedFile {
  sha256: string
  manifest?: Manifest
  /** First and last number that has to come before it. */
  missing?: [number, number]
}

/** A file is not taken in, and nothing is changed by it. Its sentence is `exchange.refusals.<because>`. */
export class E_FILE_REFUSED extends Exception {
  static override status = 422
  static override code = 'E_FILE_REFUSED'

  constructor(
    readonly because: FileRefusal,
    readonly about: RefusedFile
  ) {
    super(`The exchange file is refused: ${because}`)
  }
}

/** Files cannot be made before both keys are there. */
export class E_NOT_CONNECTED extends Exception {
  static override status = 409
  static override code = 'E_NOT_CONNECTED'
  static override message = 'Own keys or the partner’s key are missing'
}
