import type { LoadReport } from '@madoguchi/module-kit'
import { listVisits } from '../queries/list_visits.js'
import { inShelfOrder } from '../shelf_order.js'
import { visitsOfDay, type ColumnName } from './visit_columns.js'

/** 当日予約一覧: everybody who is expected on a day, as they come or as their cards lie on the shelves. */
const dayReservations: LoadReport = async ({ i18n, ...reach }) => {
  const { visits, knowsShelves } = await inShelfOrder(
    await listVisits(reach, { states: ['reserved', 'arrived', 'no_show'], parties: true })
  )
  const shelf: ColumnName[] = knowsShelves ? ['shelf'] : []
  return visitsOfDay(
    visits,
    ['time', 'counter', 'number', ...shelf, 'procedure', 'party', 'oldCard', 'state', 'how'],
    i18n
  )
}

export default dayReservations
