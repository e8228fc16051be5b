/** Where on the paper something does not fit, as templates note it. */
export const OVERFLOW_PLACES = [
  ...['address', 'address_place', 'sender', 'title'],
  ...['body', 'body_place', 'table', 'code', 'qr'],
] as const
export type OverflowPlace = (typeof OVERFLOW_PLACES)[number]

/** What templates note of a piece, see documents/address.typ; somebody else's template may know other places. */
interface Note {
  id: string
  where: string
}

/** Where each piece does not fit, each place once; pieces that fit are missing. */
export function overflowsIn(notes: unknown[]): Map<string, OverflowPlace[]> {
  const places = new Map<string, OverflowPlace[]>()
  for (const { id, where } of notes as Note[]) {
    const place = OVERFLOW_PLACES.find((known) => known === where) ?? 'body'
    const before = places.get(id) ?? []
    if (!before.includes(place)) places.set(id, [...before, place])
  }
  return places
}
