import type { HttpContext } from '@adonisjs/core/http'
import { documents } from '#app/documents/main'
import type { Municipality } from '#app/tenancy/main'
import type { ResidentSelection } from '#modules/resident-registry/api'
import { startPrint } from '../../actions/start_print.js'
import { listCharacters } from '../../code_points.js'
import type { KindName } from '../../print_kinds.js'
import type { PrintLayout } from '../../print_layout.js'
import { possibleOrders } from '../../print_order.js'
import { printingSettings } from '../../settings.js'
import type { Wrong } from './selected_residents.js'

/** What a form asks to be printed, whoever it is for. */
export interface AskedPrint {
  kind: KindName
  layout: PrintLayout
}

/**
 * Starts what a form asks for and leads to the page of the print.
 *
 * @returns what is wrong with it; nothing was started then
 */
export async function beginPrint(
  { i18n, response, staff, tenant }: HttpContext,
  selection: ResidentSelection | Wrong,
  asked: AskedPrint | Wrong
): Promise<Wrong[]> {
  if (isWrong(selection) || isWrong(asked)) return [selection, asked].filter(isWrong)
  const { municipality } = tenant
  if (!possibleOrders(municipality).includes(asked.layout.order)) {
    return [{ field: 'order', message: i18n.t('printing.staff.labels.order_gone') }]
  }
  if ((await documents.whyUnavailable()) !== null) {
    return [{ field: 'selection', message: i18n.t('printing.staff.labels.unavailable_text') }]
  }
  const missing = await missingForEverybody(municipality, asked.layout)
  if (missing.length > 0) {
    return [
      {
        field: asked.kind === 'labels' ? 'sheet' : 'wording',
        message: i18n.t('printing.staff.labels.not_printable', {
          characters: listCharacters(missing),
        }),
      },
    ]
  }
  const { keep_days: keepDays } = printingSettings.read(municipality)
  const id = await tenant.run(() =>
    startPrint({ ...asked, selection, staffId: staff!.id, keepDays })
  )
  response.redirect().status(303).toPath(`/${municipality.slug}/staff/printing/prints/${id}`)
  return []
}

/** What is on everybody's paper, or names the file, and no font has: nobody could be printed. */
async function missingForEverybody(
  municipality: Municipality,
  { printer: _, ...said }: PrintLayout
): Promise<string[]> {
  const glyphs = await documents.glyphs(municipality)
  return glyphs.replaceMissing(said).missing
}

const isWrong = (part: object): part is Wrong => 'field' in part
