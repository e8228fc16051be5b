import type { LoadReport } from '@madoguchi/module-kit'
import { eventsBetween } from '../queries/events_between.js'
import { eventList } from './event_columns.js'

/** 交付簿: what was handed over, to whom in kind, by whom. */
const issues: LoadReport = async ({ i18n, ...reach }) =>
  eventList(
    await eventsBetween(reach, 'ISSUE'),
    ['day', 'code', 'number', 'variant', 'method', 'oldCard', 'counter', 'by'],
    i18n,
    'variant'
  )

export default issues
