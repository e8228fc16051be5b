import type { LoadReport } from '@madoguchi/module-kit'
import { eventList } from './event_columns.js'

/** 住基カード回収一覧: old cards that were taken back at a handing-over (R9). */
const oldCards: LoadReport = (request) =>
  eventList(request, { code: 'ISSUE', oldCardOnly: true }, [
    'day',
    'code',
    'number',
    'variant',
    'oldCard',
    'counter',
    'by',
  ])

export default oldCards
