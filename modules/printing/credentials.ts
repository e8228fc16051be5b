import { formatReadableCode } from '#app/exchange/main'
import { issuePasswords } from '#modules/accounts/api'
import type { Letter } from './letter.js'
import { letters } from './letters.js'
import type { LetterPrint } from './letter_print.js'
import type { PrintKind, Secret } from './print_kind.js'

/** ID・パスワードのお知らせ (R6): the ID is the link code, its initial password is issued as the letter is made. */
export const credentials: PrintKind<LetterPrint, Letter> = {
  ...letters,
  permission: 'accounts.issue',
  async issue(addresses, { renew }) {
    const codes = addresses.flatMap(({ id, linkCode }) => (linkCode ? [{ id, linkCode }] : []))
    const issued = await issuePasswords(
      codes.map(({ linkCode }) => linkCode),
      { renew }
    )
    return new Map(
      codes.flatMap(({ id, linkCode }): [string, Secret][] => {
        const password = issued.get(linkCode)
        if (!password) return []
        return [[id, { was: password.was, text: formatReadableCode(password.initialPassword) }]]
      })
    )
  },
}
