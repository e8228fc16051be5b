import { readReadableCode } from '#app/exchange/main'
import type { WindowOf } from './api.js'
import { receivedWindow } from './queries/received_window.js'

/** Where the cards are kept in another deployment, its files say where and when somebody may book. */
const windowOf: WindowOf = async (shownId) => {
  const linkCode = readReadableCode(shownId)
  return linkCode ? receivedWindow(linkCode) : undefined
}

export default windowOf
