import { searchKey } from '#app/fields/main'
import type { Municipality } from '#app/tenancy/main'
import { shelvesOfLinkCodes } from '#modules/card-progress/api'
import type { PostalAddress } from '#modules/resident-registry/api'
import { PRINT_ORDERS, type PrintOrder } from './print_layout.js'

/** Those that can be asked for: by shelf only where cards are kept track of. */
export const possibleOrders = ({ modules }: Municipality) =>
  PRINT_ORDERS.filter((order) => order !== 'shelf' || modules.has('card-progress'))

/**
 * By postal code for the post office's discount, by kana to be laid beside a
 * list, by 住民ID, or by shelf to go with the cards; whoever is equal, and
 * whose card lies on no shelf, by the others. Runs in the tenant scope.
 */
export async function inOrder(
  addresses: PostalAddress[],
  order: PrintOrder
): Promise<PostalAddress[]> {
  const shelves = order === 'shelf' ? await shelvesOf(addresses) : new Map<string, string>()
  const keyed = addresses.map((address) => {
    const { kana, linkCode, number, postalCode } = address
    const keys = { shelf: '', postal_code: postalCode ?? '~', kana: searchKey(kana), number }
    const key = [keys[order], keys.postal_code, keys.kana, number].join('\u0000')
    return { address, key, shelf: shelves.get(linkCode ?? '') }
  })
  return keyed
    .sort((a, b) => byShelf(a.shelf, b.shelf) || (a.key < b.key ? -1 : 1))
    .map(({ address }) => address)
}

const shelvesOf = (addresses: PostalAddress[]) =>
  shelvesOfLinkCodes(addresses.flatMap(({ linkCode }) => linkCode ?? []))

/** A-2 before A-12. */
const inNumbers = new Intl.Collator('ja', { numeric: true })

const byShelf = (a: string | undefined, b: string | undefined) =>
  Number(a === undefined) - Number(b === undefined) || inNumbers.compare(a ?? '', b ?? '')
