import db from '@adonisjs/lucid/services/db'
import { issueLinkCodes } from '#app/exchange/main'
import type { RoleId } from '#app/module_kit/main'
import { tenancy, type Municipality } from '#app/tenancy/main'
import { createCounter, createMunicipality, createStaff } from '#tests/support/municipality'
import { signedIn } from '#tests/support/staff_session'
import { openCases } from '../actions/open_cases.js'
import { recordEvent } from '../actions/record_event.js'
import type { EventFacts } from '../event_facts.js'
import { causesOf } from '../progress_codes.js'

/** A town with the progress system alone: no residents, no reservations (R96). */
export async function town() {
  const municipality = await createMunicipality({ modules: ['card-progress'] })
  const main = await createCounter(municipality, { name: '本庁窓口' })
  const branch = await createCounter(municipality, { name: '駅前出張所' })
  return { municipality, main, branch, base: `/${municipality.slug}/staff/progress` }
}

/** The same with somebody at work. */
export async function office(role: RoleId = 'counter_manager', limitTo?: 'main' | 'branch') {
  const place = await town()
  const counterIds = limitTo && [place[limitTo].id]
  const staff = await createStaff(place.municipality, role, { counterIds })
  return { ...place, staff, visitor: await signedIn(place.municipality.slug, staff) }
}

/** Link codes with a case each and nothing recorded yet. */
export async function makeCards(
  municipality: Municipality,
  counterId: string,
  count = 1
): Promise<{ id: string; code: string }[]> {
  return tenancy.run(municipality, async () => {
    const { codes } = await issueLinkCodes(count)
    const opened = await openCases(
      codes.map((linkCode) => ({ linkCode })),
      { counterId, method: 'at_delivery', kind: 'first' }
    )
    return codes.map((code) => ({ id: opened.get(code)!, code }))
  })
}

export const makeCodes = (municipality: Municipality, count: number) =>
  tenancy.run(municipality, async () => (await issueLinkCodes(count)).codes)

/** Records events one after another, each with a reason in case the rules warn. */
export async function recordAll(
  municipality: Municipality,
  caseId: string,
  ...all: (EventFacts | EventFacts['code'])[]
) {
  for (const one of all) {
    const facts = typeof one === 'string' ? { code: one } : one
    await tenancy.run(municipality, () =>
      recordEvent({
        ...{ caseId, counterIds: null },
        facts: {
          reason: '試験',
          cause: causesOf(facts.code)[0],
          ...(facts.code === 'NOTIFY' && { deadline: '2099-12-31' }),
          ...facts,
        },
      })
    )
  }
}

export const cardRow = (municipality: Municipality, id: string) =>
  tenancy.run(municipality, async () => {
    const { rows } = await db.rawQuery('SELECT * FROM card_cases WHERE id = ?', [id])
    return rows[0]
  })

export const eventRows = (municipality: Municipality, id: string) =>
  tenancy.run(municipality, async () => {
    const { rows } = await db.rawQuery(
      'SELECT * FROM progress_events WHERE case_id = ? ORDER BY seq',
      [id]
    )
    return rows
  })

/** The sentence's code of a refusal, or the outcome where there is none. */
export async function refusal(work: Promise<unknown>): Promise<string> {
  try {
    await work
    return 'recorded'
  } catch (error) {
    return (error as { because?: string }).because ?? (error as { code?: string }).code ?? 'error'
  }
}
