import { audit } from '#app/audit/main'
import { tenancy } from '#app/tenancy/main'
import { formatPostalCode } from '#app/ui/main'
import { addressesBeingPrinted, type PostalAddress } from '#modules/resident-registry/api'
import { addressDigits } from '../barcode/address_digits.js'
import { barcodeOf } from '../barcode/barcode_of_address.js'
import { MARK_WORDS, type PrintLayout } from '../print_layout.js'

/** The columns of 宛名データ, by their words. */
export const ADDRESS_COLUMNS = [
  ...['number', 'postal_code', 'address', 'building', 'name', 'honorific', 'mark'],
  ...['digits', 'symbols', 'check'],
] as const

const AT_A_TIME = 500

/** Those of them whose address can be taken out: who is no longer in use is left out. */
export async function takeable(municipality: { id: number }, ids: string[]): Promise<string[]> {
  const taken: string[] = []
  for (let from = 0; from < ids.length; from += AT_A_TIME) {
    const some = ids.slice(from, from + AT_A_TIME)
    const addresses = await tenancy.run(municipality, () => addressesBeingPrinted(some))
    taken.push(...some.filter((id) => addresses.has(id)))
  }
  return taken
}

/** Notes who takes the addresses of how many people, and of whom, out of the system. */
export async function recordAddressExport(jobId: string, ids: string[], encoding: string) {
  await audit.record({
    action: 'printing.export_addresses',
    subject: { type: 'print', id: jobId },
    detail: { count: ids.length, encoding },
  })
  await audit.recordEach('printing.export_address', 'resident', ids)
}

/**
 * Addresses as a printer outside takes them, with what the barcode is made of.
 * As they are registered now; who is no longer in use is left out.
 */
export async function* addressLines(
  municipality: { id: number },
  ids: string[],
  layout: PrintLayout
): AsyncGenerator<string[]> {
  let number = 0
  for (let from = 0; from < ids.length; from += AT_A_TIME) {
    const some = ids.slice(from, from + AT_A_TIME)
    const addresses = await tenancy.run(municipality, () => addressesBeingPrinted(some))
    for (const id of some) {
      const address = addresses.get(id)
      if (address) yield [String((number += 1)), ...cellsOf(address, layout)]
    }
  }
}

function cellsOf(address: PostalAddress, { honorific, mark }: PrintLayout): string[] {
  const [line = '', building = ''] = address.parts
  const barcode = barcodeOf(address)
  return [
    address.postalCode ? formatPostalCode(address.postalCode, { mark: false }) : '',
    ...[line, building, address.name, honorific, MARK_WORDS[mark] ?? ''],
    barcode ? addressDigits(address.afterTown!) : '',
    barcode?.symbols.join(' ') ?? '',
    barcode?.check ?? '',
  ]
}
