/** What single days are to be instead of what the week's hours say. */
export type DayPlan =
  | { kind: 'rules' }
  | { kind: 'closed'; reason: string }
  | { kind: 'hours'; opens: string; closes: string; unit: number; capacity: number }
  | { kind: 'capacity'; capacity: number }

/** What a checked form says, with the boxes of its kind only. */
export function dayPlanOf(input: {
  kind: DayPlan['kind']
  reason?: string
  opens?: string
  closes?: string
  unit?: number
  capacity?: number
}): DayPlan {
  const { kind, reason, opens, closes, unit, capacity } = input
  if (kind === 'closed') return { kind, reason: reason! }
  if (kind === 'capacity') return { kind, capacity: capacity! }
  if (kind === 'rules') return { kind }
  return { kind, opens: opens!, closes: closes!, unit: unit!, capacity: capacity! }
}
