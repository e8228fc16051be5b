import type { I18n } from '@adonisjs/i18n'
import { publicUrl } from '#app/http/main'
import type { Municipality } from '#app/tenancy/main'
import { formatWareki } from '#app/ui/main'
import { largestPointsWithin } from './barcode/barcode_size.js'
import type { LetterLayout } from './letter_layout.js'
import type { LetterPrint } from './letter_print.js'
import { letterFields } from './merge_fields.js'
import type { PrintLayout } from './print_layout.js'

/** What letters say of the municipality. */
export type Sender = Pick<Municipality, 'slug' | 'host' | 'name' | 'department' | 'phone'>

/** Everything letters of this wording need, as it is today. */
export function newLetterPrint(order: {
  wording: LetterPrint['wording']
  layout: LetterLayout
  how: Omit<PrintLayout, 'points'> & { barcode: boolean; renew: boolean }
  municipality: Sender
  i18n: I18n
}): LetterPrint {
  const { wording, layout, municipality, i18n } = order
  const { barcode, ...how } = order.how
  const page = publicUrl(municipality, `/${municipality.slug}`)
  const words = letterFields(i18n).map(({ name, label }) => [name, label])
  return {
    ...how,
    points: barcode ? (largestPointsWithin(layout.address.width) ?? null) : null,
    wording,
    layout: { id: layout.id, paper: layout.paper, address: layout.address },
    facts: {
      ...{ booking_page: page, booking_qr: page, date: formatWareki(new Date()) },
      municipality: municipality.name,
      department: municipality.department ?? '',
      phone: municipality.phone ?? '',
    },
    words: Object.fromEntries(words),
  }
}
