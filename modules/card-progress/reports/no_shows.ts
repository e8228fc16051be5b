import type { LoadReport } from '@madoguchi/module-kit'
import { eventList } from './event_columns.js'

/** 不来庁者一覧: who did not come (R86). */
const noShows: LoadReport = (request) =>
  eventList(request, { code: 'NOSHOW' }, ['day', 'reference', 'code', 'number', 'counter'])

export default noShows
