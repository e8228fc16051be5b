import type { LoadReport } from '@madoguchi/module-kit'
import { eventsBetween } from '../queries/events_between.js'
import { eventList } from './event_columns.js'

/** 差戻し一覧: who had to leave without the card, and why. */
const sendBacks: LoadReport = async ({ i18n, ...reach }) =>
  eventList(
    await eventsBetween(reach, 'SENDBACK'),
    ['day', 'code', 'number', 'cause', 'reason', 'counter', 'by'],
    i18n,
    'cause'
  )

export default sendBacks
