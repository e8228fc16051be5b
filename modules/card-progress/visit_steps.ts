import type { VisitFact } from '#modules/reservation/api'

export const VISIT_CODES = ['RESERVE', 'RESV_CANCEL', 'VISIT', 'NOSHOW'] as const
export type VisitCode = (typeof VISIT_CODES)[number]

/** What a card was told of a reservation: each booked time is a round, and ends at most once a way. */
export interface VisitStep {
  code: VisitCode
  round: number
  visitAt: Date
}

const ENDS = { cancelled: 'RESV_CANCEL', arrived: 'VISIT', no_show: 'NOSHOW' } as const

/**
 * What a card has still to be told, in the order it happened. The reservation
 * as it stands decides, not the message that came: so messages may come twice,
 * late, in any order, and some not at all.
 */
export function stepsLeft(
  { state, startsAt }: Pick<VisitFact, 'state' | 'startsAt'>,
  told: readonly VisitStep[]
): VisitStep[] {
  const booked = told.filter(({ code }) => code === 'RESERVE')
  const last = booked.reduce<VisitStep | undefined>(
    (latest, step) => (latest && latest.round > step.round ? latest : step),
    undefined
  )
  const isSame = last?.visitAt.getTime() === startsAt.getTime()
  const round = (last?.round ?? 0) + (isSame ? 0 : 1)
  const steps: VisitStep[] = isSame ? [] : [{ code: 'RESERVE', round, visitAt: startsAt }]
  if (state === 'reserved') return steps
  const code = ENDS[state]
  if (told.some((step) => step.code === code && step.round === round)) return steps
  return [...steps, { code, round, visitAt: startsAt }]
}
