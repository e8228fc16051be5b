import type { LoadReport } from '@madoguchi/module-kit'
import { eventsBetween } from '../queries/events_between.js'
import { eventList } from './event_columns.js'

/** 住基カード回収一覧: old cards that were taken back at a handing-over (R9). */
const oldCards: LoadReport = async ({ i18n, ...reach }) =>
  eventList(
    (await eventsBetween(reach, 'ISSUE')).filter(({ oldCardCollected }) => oldCardCollected),
    ['day', 'code', 'number', 'variant', 'oldCard', 'counter', 'by'],
    i18n
  )

export default oldCards
