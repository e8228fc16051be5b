import type { VisitFact } from '#modules/reservation/api'

/** `VISIT_UNDONE` takes the round's VISIT back; the others are events of the card. */
export const VISIT_CODES = ['RESERVE', 'RESV_CANCEL', 'VISIT', 'VISIT_UNDONE', 'NOSHOW'] as const
export type VisitCode = (typeof VISIT_CODES)[number]

/** That nobody comes after all. */
export const GIVES_UP: readonly VisitCode[] = ['RESV_CANCEL', 'NOSHOW']

/** What a card was not told because the office had recorded as much (`known_already.ts`). */
export type KnownBecause = 'came_already' | 'over_already'

/**
 * What a card was told of a reservation. Each booked time is a round, and so
 * is what follows an arrival taken back; a round ends at most once a way.
 */
export interface VisitStep {
  code: VisitCode
  round: number
  visitAt: Date
}

const ENDS = { cancelled: 'RESV_CANCEL', arrived: 'VISIT', no_show: 'NOSHOW' } as const

/**
 * What a card has still to be told, in the order it happened. The reservation
 * as it stands decides, not the message that came: so messages may come twice,
 * late, in any order, and some not at all. Visits for something else than the
 * card are none of its business, unless it was told of them before.
 */
export function stepsLeft(
  { state, startsAt, collectsCard }: Pick<VisitFact, 'state' | 'startsAt' | 'collectsCard'>,
  told: readonly VisitStep[]
): VisitStep[] {
  if (!collectsCard && told.length === 0) return []
  const last = Math.max(0, ...told.map(({ round }) => round))
  const wasTold = (code: VisitCode) =>
    told.some((step) => step.code === code && step.round === last)
  const bookedAt = told.findLast(({ code }) => code === 'RESERVE')?.visitAt
  const isSame = bookedAt?.getTime() === startsAt.getTime()
  const steps: VisitStep[] = []
  if (wasTold('VISIT') && !wasTold('VISIT_UNDONE') && !(isSame && state === 'arrived')) {
    steps.push({ code: 'VISIT_UNDONE', round: last, visitAt: bookedAt! })
  }
  const isOver = steps.length > 0 || wasTold('VISIT_UNDONE')
  const round = isSame && !isOver ? last : last + 1
  if (!isSame) steps.push({ code: 'RESERVE', round, visitAt: startsAt })
  if (state === 'reserved') return steps
  const code = ENDS[state]
  return round === last && wasTold(code) ? steps : [...steps, { code, round, visitAt: startsAt }]
}
