import logger from '@adonisjs/core/services/logger'
import { DateTime } from 'luxon'
import { audit } from '#app/audit/main'
import { tenancy } from '#app/tenancy/main'
import { casesOutOfBalance, stockOutOfBalance } from '../queries/cases_out_of_balance.js'

/** Each night it looks at the cases of the last two days: one night may be missed. */
const LOOKS_BACK = { hours: 48 }

/** Raises the alarm when cases and events disagree; mends nothing, because the cause has to be found first. */
export default async function reconcile({ municipalityId }: { municipalityId: number }) {
  await tenancy.run({ id: municipalityId }, async () => {
    const cases = await casesOutOfBalance(DateTime.now().minus(LOOKS_BACK).toJSDate())
    const stock = await stockOutOfBalance()
    if (cases.length === 0 && stock.length === 0) return
    logger.error({ municipalityId, cases, stock }, 'cards and their events disagree')
    await audit.record({
      action: 'card-progress.reconcile',
      result: 'failed',
      detail: { cards: cases.length, counters: stock.length, first: cases[0] ?? stock[0] },
    })
  })
}
