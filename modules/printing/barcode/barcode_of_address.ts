import type { PostalAddress } from '#modules/resident-registry/api'
import { customerBarcode, type CustomerBarcode } from './customer_barcode.js'

/** Nothing without a postal code, and where 番地 is not known apart from the 町域: none rather than a wrong one. */
export const barcodeOf = ({
  postalCode,
  afterTown,
}: Pick<PostalAddress, 'postalCode' | 'afterTown'>): CustomerBarcode | null =>
  postalCode && afterTown !== null ? customerBarcode(postalCode, afterTown) : null
