import type { StatusCheck } from '@madoguchi/module-kit'
import { today } from '#app/ui/main'
import { holdsPastTheirTime, publishedDaysAhead } from './queries/status_figures.js'
import { seatsOutOfBalance } from './queries/seats_out_of_balance.js'

/** With fewer days on the calendar residents soon find nothing to choose. */
const DAYS_AHEAD = 7

/** What a monitor should know of the booking, however often it asks: what is over is left to the nightly reconciliation. */
const check: StatusCheck = async () => {
  const unbalanced = (await seatsOutOfBalance(today())).length
  const holds = await holdsPastTheirTime()
  const days = await publishedDaysAhead()
  return [
    {
      id: 'reservation.seats_out_of_balance',
      help: 'Slots from today on whose seats and reservations disagree.',
      value: unbalanced,
      ok: unbalanced === 0,
    },
    {
      id: 'reservation.holds_past_their_time',
      help: 'Holds that ran out more than ten minutes ago and still take a seat.',
      value: holds,
      ok: holds === 0,
    },
    {
      id: 'reservation.published_days_ahead',
      help: 'Days from today to the last published slot; -1 where none is to come.',
      value: days,
      ok: days >= DAYS_AHEAD,
    },
  ]
}

export default check
