import { currentLinkCodes, readReadableCode } from '#app/exchange/main'
import { linkCodesOf } from '#modules/reservation/api'

/**
 * The link code of whoever booked, by reservation: the one in use now, where
 * they booked under one that was replaced since. Who is known by an ID that is
 * no link code is not there.
 */
export async function codesOfVisits(reservationIds: string[]): Promise<Map<string, string>> {
  const read = new Map<string, string>()
  for (const [id, shown] of await linkCodesOf(reservationIds)) {
    const code = readReadableCode(shown)
    if (code) read.set(id, code)
  }
  const current = await currentLinkCodes([...read.values()])
  return new Map([...read].map(([id, code]) => [id, current.get(code)!]))
}
