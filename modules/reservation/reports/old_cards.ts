import type { LoadReport } from '@madoguchi/module-kit'
import { visitsOfDays } from './visit_columns.js'

/** 住基カード回収一覧: who said to have an old card or brought one, and whether it was taken back (R9). */
const oldCards: LoadReport = (request) =>
  visitsOfDays(request, { states: ['reserved', 'arrived'], oldCardOnly: true }, [
    'date',
    'time',
    'counter',
    'number',
    'procedure',
    'oldCard',
    'collected',
    'state',
    'how',
  ])

export default oldCards
