import type { LoadReport } from '@madoguchi/module-kit'
import { listVisits } from '../queries/list_visits.js'
import { visitList } from './visit_columns.js'

/** 当日予約一覧: everybody who is expected on a day, in the order in which they come. */
const dayReservations: LoadReport = async ({ i18n, ...reach }) =>
  visitList(
    await listVisits(reach, { states: ['reserved', 'arrived', 'no_show'] }),
    ['time', 'counter', 'number', 'procedure', 'party', 'oldCard', 'state', 'how'],
    i18n
  )

export default dayReservations
