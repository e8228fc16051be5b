import { DateTime } from 'luxon'
import type { ProcedureType } from '../procedure_type.js'
import { visitStarts, type VisitStart } from '../visit_starts.js'
import { weekOfSlots } from './week_of_slots.js'

/** When visits of a type can start at a counter on a day, in order of time; without a type every slot is a start. */
export async function startsOfDay(
  counterId: string,
  visitDate: string,
  type?: ProcedureType
): Promise<VisitStart[]> {
  const nextDay = DateTime.fromISO(visitDate).plus({ days: 1 }).toISODate()!
  return visitStarts(await weekOfSlots(counterId, visitDate, nextDay, type?.id), counterId, type)
}
