import type { LoadReport } from '@madoguchi/module-kit'
import { eventList } from './event_columns.js'

/** 来庁者一覧: who came, and when as far as it is known (R87). */
const visitors: LoadReport = (request) =>
  eventList(request, { code: 'VISIT' }, [
    'day',
    'cameAt',
    'reference',
    'code',
    'number',
    'counter',
    'by',
  ])

export default visitors
