import type { LoadReport } from '@madoguchi/module-kit'
import { listVisits } from '../queries/list_visits.js'
import { visitList } from './visit_columns.js'

/** 不来庁者一覧: who did not come (R53). */
const noShows: LoadReport = async ({ i18n, ...reach }) =>
  visitList(
    await listVisits(reach, { states: ['no_show'] }),
    ['date', 'time', 'counter', 'number', 'procedure', 'how'],
    i18n
  )

export default noShows
