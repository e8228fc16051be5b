/**
 * Where the index of grams finds a resident: the batch they were stored in and
 * their place in it, as one number.
 */
export const PLACES_IN_A_BATCH = 65_536

export const placeIn = (batch: number, place: number) => batch * PLACES_IN_A_BATCH + place
export const batchOf = (place: number) => Math.floor(place / PLACES_IN_A_BATCH)
export const withinBatch = (place: number) => place % PLACES_IN_A_BATCH

/** Ascending places of one batch as the index keeps them. */
export function packPlaces(places: number[]): Buffer {
  const packed = Buffer.allocUnsafe(places.length * 2)
  places.forEach((place, i) => packed.writeUInt16LE(place, i * 2))
  return packed
}

export function unpackPlaces(packed: Buffer): number[] {
  return Array.from({ length: packed.length / 2 }, (_, i) => packed.readUInt16LE(i * 2))
}

/** What ascending lists have in common. */
export function inBoth(some: number[], others: number[]): number[] {
  const both: number[] = []
  for (let i = 0, j = 0; i < some.length && j < others.length;) {
    if (some[i] === others[j]) both.push(some[i])
    if (some[i] < others[j]) i += 1
    else j += 1
  }
  return both
}
