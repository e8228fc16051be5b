import { audit } from '#app/audit/main'
import { readReadableCode } from '#app/exchange/main'
import { E_LINK_CODE_NOT_TAKEN } from '../errors.js'
import { whyNotGiven } from '../queries/why_not_given.js'
import { giveLinkCodes } from './assign_link_codes.js'

/**
 * Gives a resident a link code that stands for their card already: issued when
 * the card arrived, or by the other side.
 *
 * @param number their 住民ID
 * @param typed as somebody reads it off a letter
 * @throws E_LINK_CODE_NOT_TAKEN
 */
export async function takeLinkCode(id: string, number: string, typed: string) {
  const code = readReadableCode(typed)
  if (!code) throw new E_LINK_CODE_NOT_TAKEN('none')
  const why = (await whyNotGiven([{ code, number }], { lock: true })).get(code)
  if (why === 'theirs') return
  if (why) throw new E_LINK_CODE_NOT_TAKEN(why)
  await giveLinkCodes([{ id, code }])
  await audit.record({ action: 'residents.take_code', subject: { type: 'resident', id } })
}
