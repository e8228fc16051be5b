import type { LoadReport } from '@madoguchi/module-kit'
import { listVisits } from '../queries/list_visits.js'
import { visitList } from './visit_columns.js'

/** 住基カード回収一覧: who said to have an old card or brought one, and whether it was taken back (R9). */
const oldCards: LoadReport = async ({ i18n, ...reach }) =>
  visitList(
    await listVisits(reach, { states: ['reserved', 'arrived'], oldCardOnly: true }),
    ['date', 'time', 'counter', 'number', 'procedure', 'oldCard', 'collected', 'state', 'how'],
    i18n
  )

export default oldCards
