import { inTokyo } from '#app/ui/main'
import {
  becomesStatus,
  isCustodyOnly,
  type CaseStatus,
  type ProgressCode,
} from './progress_codes.js'
import type { Rules } from './transitions.js'

/** What the fold reads of an event. */
export interface PastEvent {
  seq: number
  code: ProgressCode | 'CANCEL'
  variant: string | null
  cancels: number | null
  happenedOn: string
  recordedAt: Date
  counterId: string
  toCounterId: string | null
  shelf: string | null
  deadline: string | null
  visitAt: Date | null
}

export const MOVEMENT_KINDS = [
  'arrival',
  'card_return',
  'issue',
  'disposal',
  'transfer',
  'loss',
  'adjustment',
] as const
export type MovementKind = (typeof MOVEMENT_KINDS)[number]

export interface Movement {
  counterId: string
  kind: MovementKind
  delta: number
}

/** Why an event cannot follow, whatever the municipality's rules say. */
export type Prohibition =
  | 'after_disposal'
  | 'issued_already'
  | 'issue_while_lost'
  | 'issue_while_void'
  | 'lost'
  | 'reserved'
  | 'in_transit'
  | 'not_in_transit'
  | 'not_in_stock'
  | 'to_be_sent'

/** Where a card stands: everything the events say about it, and nothing else. */
export interface CaseState {
  status: CaseStatus
  statusVariant: string | null
  statusAt: Date | null
  statusOn: string | null
  statusSeq: number | null
  counterId: string
  shelf: string | null
  inStock: boolean
  inTransitTo: string | null
  reservedAt: Date | null
  deadline: string | null
  handedOver: boolean
  stopped: boolean
  lost: boolean
  movements: Movement[]
}

export const initialState = (counterId: string): CaseState => ({
  status: 'NONE',
  statusVariant: null,
  statusAt: null,
  statusOn: null,
  statusSeq: null,
  counterId,
  shelf: null,
  inStock: false,
  inTransitTo: null,
  reservedAt: null,
  deadline: null,
  handedOver: false,
  stopped: false,
  lost: false,
  movements: [],
})

/** The events that count: not cancelled, and no cancellations. */
export function effective(events: readonly PastEvent[]): PastEvent[] {
  const cancelled = new Set(events.map(({ cancels }) => cancels))
  return events.filter(({ seq, code }) => code !== 'CANCEL' && !cancelled.has(seq))
}

/** The state after a history: status is the last event that was not cancelled (R92). */
export function fold(counterId: string, events: readonly PastEvent[]): CaseState {
  return effective(events).reduce(step, initialState(counterId))
}

/** The first thing in a history that should not be there, of what is absolute and of the municipality's rules. */
export function flaw(
  counterId: string,
  events: readonly PastEvent[],
  rules?: Rules
): Prohibition | 'forbidden' | null {
  let state = initialState(counterId)
  for (const event of effective(events)) {
    const code = event.code as ProgressCode
    const found = prohibition(state, { ...event, code })
    if (found) return found
    if (!isCustodyOnly(code, event.variant) && rules?.verdict(state.status, code) === 'forbidden') {
      return 'forbidden'
    }
    state = step(state, event)
  }
  return null
}

/** A card between two counters is touched by nobody until it is received. */
const NEEDS_THE_CARD: readonly string[] = [
  ...['ARRIVE', 'ISSUE', 'DISPOSE', 'STORE', 'INSPECT', 'PRESET'],
]

/** What lays the card down at a counter. */
const lays = (code: ProgressCode, variant: string | null) =>
  code === 'ARRIVE' || code === 'STORE' || (code === 'RETURN' && variant === 'card')

export function prohibition(
  state: CaseState,
  event: Pick<PastEvent, 'variant' | 'recordedAt' | 'counterId'> & { code: ProgressCode }
): Prohibition | null {
  const { code, variant } = event
  if (state.status === 'DISPOSE') return 'after_disposal'
  if (code === 'ISSUE') {
    if (state.handedOver) return 'issued_already'
    if (state.lost) return 'issue_while_lost'
    if (state.stopped) return 'issue_while_void'
  }
  if (state.lost && code !== 'ARRIVE' && code !== 'REISSUE') return 'lost'
  if (code === 'DISPOSE' && isReserved(state, event.recordedAt)) return 'reserved'
  const receives = code === 'STORE' && variant === 'received'
  if (receives) return state.inTransitTo ? null : 'not_in_transit'
  if (state.inTransitTo) {
    if (NEEDS_THE_CARD.includes(code)) return 'in_transit'
    if (code === 'RETURN' && variant === 'card') return 'in_transit'
  }
  if (code === 'STORE' && variant !== 'stored' && !state.inStock) return 'not_in_stock'
  if (lays(code, variant) && state.inStock && state.counterId !== event.counterId) {
    return 'to_be_sent'
  }
  return null
}

const isReserved = ({ reservedAt }: CaseState, at: Date) =>
  reservedAt !== null && inTokyo(reservedAt).toISODate() >= inTokyo(at).toISODate()

/** One event further. */
export function step(before: CaseState, event: PastEvent): CaseState {
  const state = custody(before, event)
  if (!becomesStatus(before.status, event.code, event.variant)) return state
  return {
    ...state,
    status: event.code as ProgressCode,
    statusVariant: event.variant,
    statusAt: event.recordedAt,
    statusOn: event.happenedOn,
    statusSeq: event.seq,
  }
}

/** What an event says about the card itself. */
function custody(state: CaseState, event: PastEvent): CaseState {
  const { code, variant, counterId } = event
  switch (code) {
    case 'ARRIVE':
      return {
        ...placed(state, counterId, state.lost ? 'loss' : 'arrival', event.shelf),
        lost: false,
      }
    case 'STORE':
      if (variant === 'sent') {
        return { ...sent(state), inTransitTo: event.toCounterId }
      }
      return placed(state, counterId, 'adjustment', event.shelf)
    case 'RETURN':
      if (variant !== 'card') return state
      return { ...placed(state, counterId, 'card_return', event.shelf), handedOver: false }
    case 'NOTIFY':
      return { ...state, deadline: event.deadline }
    case 'RESERVE':
      return { ...state, reservedAt: event.visitAt }
    case 'RESV_CANCEL':
    case 'VISIT':
    case 'NOSHOW':
      return { ...state, reservedAt: null }
    case 'ISSUE':
      return { ...gone(state, 'issue'), handedOver: true, reservedAt: null, deadline: null }
    case 'DISPOSE':
      return { ...gone(state, 'disposal'), deadline: null }
    case 'VOID':
      return { ...state, stopped: true, deadline: null }
    case 'REISSUE':
      return { ...state, stopped: true }
    case 'LOST':
      return { ...lost(state), lost: true }
    default:
      return state
  }
}

const moved = (state: CaseState, ...movements: Movement[]) => [...state.movements, ...movements]

/** The card is at a counter; how it came there depends on where it was. */
function placed(
  state: CaseState,
  counterId: string,
  kind: MovementKind,
  shelf: string | null
): CaseState {
  const here = { ...state, counterId, inStock: true, inTransitTo: null }
  if (state.inStock && state.counterId === counterId) {
    return { ...here, shelf: shelf ?? state.shelf }
  }
  const came: Movement[] = state.inTransitTo
    ? [{ counterId, kind: 'transfer', delta: 1 }]
    : state.inStock
      ? [
          { counterId: state.counterId, kind: 'transfer', delta: -1 },
          { counterId, kind: 'transfer', delta: 1 },
        ]
      : [{ counterId, kind, delta: 1 }]
  return { ...here, shelf, movements: moved(state, ...came) }
}

const sent = (state: CaseState): CaseState => ({
  ...state,
  inStock: false,
  shelf: null,
  movements: moved(state, { counterId: state.counterId, kind: 'transfer', delta: -1 }),
})

/** The card leaves for good. One that was never recorded as being here came unseen: the books say so. */
function gone(state: CaseState, kind: MovementKind): CaseState {
  const { counterId } = state
  const unseen: Movement[] = state.inStock ? [] : [{ counterId, kind: 'adjustment', delta: 1 }]
  return {
    ...state,
    inStock: false,
    shelf: null,
    movements: moved(state, ...unseen, { counterId, kind, delta: -1 }),
  }
}

/** A card lost on the way is missing where it was sent from. */
function lost(state: CaseState): CaseState {
  const { counterId } = state
  const back: Movement[] = state.inTransitTo ? [{ counterId, kind: 'transfer', delta: 1 }] : []
  const missing: Movement[] =
    state.inStock || state.inTransitTo ? [{ counterId, kind: 'loss', delta: -1 }] : []
  return {
    ...state,
    inStock: false,
    inTransitTo: null,
    shelf: null,
    movements: moved(state, ...back, ...missing),
  }
}

/** What has to be written into the ledger so that it says what `after` says. */
export function ledgerChange(before: CaseState, after: CaseState): Movement[] {
  const sums = new Map<string, Movement>()
  const add = ({ counterId, kind, delta }: Movement, sign: 1 | -1) => {
    const key = `${counterId} ${kind}`
    const sum = sums.get(key) ?? { counterId, kind, delta: 0 }
    sums.set(key, { ...sum, delta: sum.delta + sign * delta })
  }
  after.movements.forEach((movement) => add(movement, 1))
  before.movements.forEach((movement) => add(movement, -1))
  return [...sums.values()].filter(({ delta }) => delta !== 0)
}
