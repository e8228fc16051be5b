import type { LoadReport } from '@madoguchi/module-kit'
import { visitsOfDays } from './visit_columns.js'

/** 不来庁者一覧: who did not come (R53). */
const noShows: LoadReport = (request) =>
  visitsOfDays(request, { states: ['no_show'] }, [
    'date',
    'time',
    'counter',
    'number',
    'procedure',
    'how',
  ])

export default noShows
