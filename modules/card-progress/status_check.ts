import type { StatusCheck } from '@madoguchi/module-kit'
import { lateInTransit, unfinishedBulk } from './queries/status_figures.js'
import { stockOutOfBalance } from './queries/cases_out_of_balance.js'

/** What a monitor should know of the cards. */
const check: StatusCheck = async () => {
  const counters = (await stockOutOfBalance()).length
  const late = await lateInTransit()
  const stuck = await unfinishedBulk()
  return [
    {
      id: 'card-progress.counters_out_of_balance',
      help: 'Counters at which the ledger and the cards in stock disagree.',
      value: counters,
      ok: counters === 0,
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
