import type { LoadReport } from '@madoguchi/module-kit'
import { eventList } from './event_columns.js'

/** 差戻し一覧: who had to leave without the card, and why. */
const sendBacks: LoadReport = (request) =>
  eventList(
    request,
    { code: 'SENDBACK' },
    ['day', 'code', 'number', 'cause', 'reason', 'counter', 'by'],
    'cause'
  )

export default sendBacks
