import type { LoadReport } from '@madoguchi/module-kit'
import { caseColumns } from '../columns.js'
import { listCases } from '../queries/list_cases.js'
import { statusWords } from '../queries/status_words.js'

/** Beyond that nobody reads paper; the file of the list has them all. */
const MOST = 3_000

/** 進捗状況一覧: cards whose latest event is of the period. */
const progress: LoadReport = async ({ i18n, from, until, counterIds }) => {
  const columns = caseColumns(await statusWords(i18n), i18n)
  const cards = await listCases({ from, until, statuses: [] }, { counterIds, limit: MOST + 1 })
  return {
    columns: columns.map(({ label }) => ({ label })),
    rows: cards.slice(0, MOST).map((card) => columns.map(({ cell }) => cell(card))),
    notes:
      cards.length > MOST
        ? [i18n.t('card-progress.staff.reports.notes.only_so_many', { n: MOST })]
        : [],
  }
}

export default progress
