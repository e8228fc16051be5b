import type { LoadReport } from '@madoguchi/module-kit'
import { eventsBetween } from '../queries/events_between.js'
import { eventList } from './event_columns.js'

/** 不来庁者一覧: who did not come (R86). */
const noShows: LoadReport = async ({ i18n, ...reach }) =>
  eventList(
    await eventsBetween(reach, 'NOSHOW'),
    ['day', 'reference', 'code', 'number', 'counter'],
    i18n
  )

export default noShows
