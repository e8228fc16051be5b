import type { Infer } from '@vinejs/vine/types'
import type { Municipality } from '#app/tenancy/main'
import { inTokyo, today } from '#app/ui/main'
import type { EventFacts } from './event_facts.js'
import { readChoice } from './progress_codes.js'
import { progressSettings } from './settings.js'
import type { recordValidator } from './validators/record_validator.js'

type Input = Pick<
  Infer<typeof recordValidator>,
  | 'status'
  | 'happened_on'
  | 'reason'
  | 'cause'
  | 'shelf'
  | 'counter'
  | 'deadline'
  | 'visit_at'
  | 'reference'
  | 'old_card'
>

/** What a form says of an event; of its fields only those that belong to the status. */
export function factsFrom(input: Input, municipality: Municipality): EventFacts {
  const { code, variant } = readChoice(input.status)!
  const happenedOn = input.happened_on ?? today()
  const keepsShelf = ['ARRIVE', 'STORE'].includes(code) || (code === 'RETURN' && variant === 'card')
  return {
    ...{ code, variant, happenedOn, reason: input.reason },
    cause: input.cause,
    shelf: keepsShelf ? input.shelf : null,
    counterId: input.counter,
    deadline:
      code === 'NOTIFY' ? (input.deadline ?? deadlineOf(variant, happenedOn, municipality)) : null,
    visitAt: code === 'RESERVE' ? input.visit_at : null,
    reference: code === 'RESERVE' ? input.reference : null,
    oldCardCollected: code === 'ISSUE' ? input.old_card === 'yes' : null,
  }
}

/** Until when a notice says the card is kept. */
export function deadlineOf(
  variant: string | null,
  postedOn: string,
  municipality: Municipality
): string {
  const { notice_days: notice, reminder_days: reminder } = progressSettings.read(municipality)
  return inTokyo(postedOn)
    .plus({ days: variant === 'reminder' ? reminder : notice })
    .toISODate()
}
