import { formatReadableCode } from '#app/exchange/main'
import { issuePasswords, stillInForce } from '#modules/accounts/api'
import type { PostalAddress } from '#modules/resident-registry/api'
import type { Letter } from './letter.js'
import { letters } from './letters.js'
import type { LetterPrint } from './letter_print.js'
import type { PrintKind, Secret } from './print_kind.js'

/** ID・パスワードのお知らせ (R6): the ID is the link code, its initial password is issued as the letter is made. */
export const credentials: PrintKind<LetterPrint, Letter> = {
  ...letters,
  permission: 'accounts.issue',
  secrets: {
    async issue(addresses, { renew }) {
      const codes = withCodes(addresses)
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
    async inForce(addresses, issued) {
      const codes = withCodes(addresses)
      const valid = await stillInForce(
        new Map(codes.map(({ id, linkCode }) => [linkCode, issued.get(id)!]))
      )
      return new Set(codes.flatMap(({ id, linkCode }) => (valid.has(linkCode) ? [id] : [])))
    },
  },
}

const withCodes = (addresses: PostalAddress[]) =>
  addresses.flatMap(({ id, linkCode }) => (linkCode ? [{ id, linkCode }] : []))
