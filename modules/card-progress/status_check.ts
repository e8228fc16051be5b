import type { StatusCheck } from '@madoguchi/module-kit'
import { failedReconciliations, lateInTransit, unfinishedBulk } from './queries/status_figures.js'

/** What a monitor should know of the cards. */
const check: StatusCheck = async () => {
  const failed = await failedReconciliations()
  const late = await lateInTransit()
  const stuck = await unfinishedBulk()
  return [
    {
      id: 'card-progress.failed_reconciliations',
      help: 'Nightly comparisons of the last two days in which cards, events or ledger disagreed.',
      value: failed,
      ok: failed === 0,
    },
    {
      id: 'card-progress.late_in_transit',
      help: 'Cards sent to another counter more than seven days ago and not received.',
      value: late,
      ok: late === 0,
    },
    {
      id: 'card-progress.unfinished_bulk_actions',
      help: 'Bulk actions that were started more than an hour ago and are not finished.',
      value: stuck,
      ok: stuck === 0,
    },
  ]
}

export default check
