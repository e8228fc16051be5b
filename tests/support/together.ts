import { issueLinkCodes } from '#app/exchange/main'
import { tenancy } from '#app/tenancy/main'
import { openCases } from '#modules/card-progress/actions/open_cases'
import { recordEvent } from '#modules/card-progress/actions/record_event'
import { bookByProxy } from '#modules/reservation/actions/book_by_proxy'
import { closeCounters } from '#modules/reservation/actions/close_counters'
import { confirmReservation } from '#modules/reservation/actions/confirm_reservation'
import { holdSlot } from '#modules/reservation/actions/hold_slot'
import { keepDraft } from '#modules/reservation/actions/keep_draft'
import { offerMove } from '#modules/reservation/actions/offer_move'
import { closureParties } from '#modules/reservation/queries/closure_parties'
import { createAccount } from './account.js'
import { createCounter, createMunicipality, createSlots, createStaff } from './municipality.js'
import { dateOf } from './waitlist.js'

export { cancelReservation } from '#modules/reservation/actions/cancel_reservation'
export { changeReservation } from '#modules/reservation/actions/change_reservation'
export { markArrival, undoArrival } from '#modules/reservation/actions/mark_arrival'

/**
 * A town where cards and reservations are one deployment: somebody's card has
 * come, and their 利用者ID is its link code.
 */
export async function townTogether(
  modules = ['reservation', 'accounts', 'card-progress'],
  cards: { arrive?: boolean } = {}
) {
  const municipality = await createMunicipality({ modules })
  const main = await createCounter(municipality, { name: '本庁窓口' })
  const branch = await createCounter(municipality, { name: '駅前出張所' })
  const slots = await createSlots(municipality, main, { count: 4 })
  const staff = await createStaff(municipality, 'counter_manager')
  const code = await tenancy.run(municipality, async () => (await issueLinkCodes(1)).codes[0])
  const account = await createAccount(municipality, { userId: code })
  const card = await tenancy.run(municipality, async () => {
    const opened = await openCases([{ linkCode: code }], {
      ...{ counterId: main.id, method: 'at_delivery', kind: 'first' },
    })
    const caseId = opened.get(code)!
    if (cards.arrive !== false) {
      await recordEvent({ caseId, facts: { code: 'ARRIVE', shelf: 'A-12' }, counterIds: null })
    }
    return caseId
  })
  return { municipality, main, branch, slots, staff, code, account, card }
}

export type TownTogether = Awaited<ReturnType<typeof townTogether>>

/** Books as the card's person does by themselves. @returns the code of the refusal, or `booked` */
export async function bookMyself(
  { municipality, account }: TownTogether,
  slotId: string,
  values: { procedureTypeId?: string } = {}
) {
  const token = crypto.randomUUID()
  try {
    await tenancy.run(municipality, async () => {
      await holdSlot({ slotId, token, minutes: 10, ...values })
      await keepDraft(token, { values: { old_card: 'no' }, booker: account.id })
    })
    await tenancy.run(municipality, () => confirmReservation(token))
    return 'booked'
  } catch (error) {
    return (error as { code: string }).code
  }
}

/** Books for whoever has the card, as they do on the phone. @returns the reservation's id */
export async function bookForCard(
  { municipality, staff, account, slots }: TownTogether,
  values: { slotId?: string; bookerId?: string; persons?: number; windowReason?: 'asked' } = {}
): Promise<string> {
  const { persons = 1 } = values
  const made = await tenancy.run(municipality, () =>
    bookByProxy({
      slotId: values.slotId ?? slots[0],
      token: crypto.randomUUID(),
      party: { persons, consecutive: false },
      values: { old_card: 'no' },
      bookerId: 'bookerId' in values ? values.bookerId : account.id,
      staffId: staff.id,
      windowReason: values.windowReason,
    })
  )
  return made.id
}

/** Closes the day of the first slot and offers who was to come then a time at the other counter. */
export async function closeAndOffer({ municipality, main, branch, slots, staff }: TownTogether) {
  const from = await dateOf(slots[0])
  const closureId = await closeCounters({
    ...{ counterId: main.id, from, until: from },
    ...{ reason: '停電のため', staffId: staff.id },
  })
  const [{ partyId }] = await closureParties(closureId, ['open'])
  return offerMove(municipality, closureId, partyId, { counterIds: [branch.id], hours: 24 })
}
