import vine from '@vinejs/vine'
import { text } from '#app/http/main'

/**
 * The desk somebody is called to: 3, 12番, B窓口. The board shows it to
 * everybody who waits, so nothing else can be written there, a name least of all.
 */
const DESK =
  /^([0-9０-９]{1,3}(?![0-9０-９])|[A-Za-zＡ-Ｚａ-ｚ](?![A-Za-zＡ-Ｚａ-ｚ])|[-－ 　]|番|号|階|第|窓口|受付|カウンター|ブース|デスク)+$/

export const callValidator = vine.compile(vine.object({ desk: text(10).regex(DESK) }))
