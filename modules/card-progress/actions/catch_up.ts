import logger from '@adonisjs/core/services/logger'
import { DateTime } from 'luxon'
import { audit } from '#app/audit/main'
import { readReadableCode } from '#app/exchange/main'
import { tenancy, type Municipality } from '#app/tenancy/main'
import { knownVisitsFrom, type DayOfVisits } from '#modules/reservation/api'
import { resolveCodes } from '../queries/resolve_codes.js'
import { toldOfVisits } from '../queries/told_of_visits.js'
import { stepsLeft } from '../visit_steps.js'
import { followVisit } from './follow_visit.js'

/**
 * Compares the reservations from a day on with what cards were told of them,
 * and tells what is missing: a message is lost when a process dies between
 * commit and delivery, and none is sent while the module is off. Doing it
 * twice, or while messages come, does nothing twice.
 *
 * @param from ISO date of the first visits looked at
 * @returns how many reservations were looked at, and what came of it
 */
export async function catchUp(municipality: Pick<Municipality, 'id'>, from: string) {
  const counts = { visits: 0, recorded: 0, refused: 0, failed: 0 }
  for (let day: string | undefined = from; day;) {
    const found = await tenancy.run(municipality, () => visitsOfDay(day!))
    for (const id of found?.behind ?? []) {
      try {
        const told = await tenancy.run(municipality, () => followVisit(id))
        counts.recorded += told.recorded
        counts.refused += told.refused
      } catch (error) {
        logger.error({ err: error, reservation: id }, 'a card could not catch up')
        counts.failed++
      }
    }
    counts.visits += found?.looked ?? 0
    day = found?.next
  }
  await tenancy.run(municipality, () =>
    audit.record({
      action: 'card-progress.catch_up',
      result: counts.failed > 0 ? 'failed' : 'ok',
      detail: { since: from, ...counts },
    })
  )
  return counts
}

/** Of the first day with visits: those of which a card does not know everything. */
async function visitsOfDay(from: string) {
  const found = await knownVisitsFrom(from)
  if (!found) return undefined
  return {
    looked: found.visits.length,
    behind: await behind(found),
    next: DateTime.fromISO(found.date).plus({ days: 1 }).toISODate()!,
  }
}

async function behind({ visits }: DayOfVisits): Promise<string[]> {
  const codeOf = new Map(
    visits.map(({ reservationId, shownId }) => [reservationId, readReadableCode(shownId) ?? ''])
  )
  const cards = await resolveCodes([...codeOf.values()].filter((code) => code !== ''))
  const told = await toldOfVisits([...codeOf.keys()])
  return visits
    .filter((visit) => {
      const id = visit.reservationId
      return cards.get(codeOf.get(id)!)?.caseId && stepsLeft(visit, told.get(id) ?? []).length > 0
    })
    .map(({ reservationId }) => reservationId)
}
