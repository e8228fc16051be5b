import { randomUUID } from 'node:crypto'
import type { HttpContext } from '@adonisjs/core/http'
import { findLinkCode, formatReadableCode } from '#app/exchange/main'
import { audit } from '#app/audit/main'
import { today } from '#app/ui/main'
import { codedChoices } from '../../coded_words.js'
import type { Refusal } from '../../errors.js'
import { CAUSES, KINDS, METHODS } from '../../progress_codes.js'
import { historyOf } from '../../queries/history_of.js'
import { readCase } from '../../queries/read_case.js'
import { staffCounters } from '../../queries/staff_counters.js'
import { statusWords } from '../../queries/status_words.js'
import { visitNotes } from '../../queries/told_of_visits.js'
import { reaches } from '../../staff_reach.js'

export interface Entry {
  /** What was typed or scanned. */
  typed?: string
  caseId?: string
  /** A link code in use that no card has yet, and the one issued in place of one that stopped. */
  freeCode?: string
  replacedBy?: string | null
  /** Why nothing was recorded, or nothing found. */
  because?: Refusal
  /** The status recorded as soon as something is scanned. */
  atOnce?: string
  /** Whether the next scan is awaited: something was recorded just now. */
  ready?: boolean
  values?: Record<string, unknown>
  errors?: { field: string; message: string }[]
}

/** PG5: the box for a number, the card it found with its history, and the form to record what comes next. */
export async function entryPage(ctx: HttpContext, entry: Entry) {
  const { i18n, staff, tenant, view } = ctx
  const { counterIds } = staff!
  const shown = await tenant.run(async () => {
    const words = await statusWords(i18n)
    const counters = await staffCounters(counterIds)
    const card = entry.caseId ? await readCase(entry.caseId) : undefined
    if (!card || !reaches(counterIds, card)) return { words, counters }
    await audit.record({
      action: 'card-progress.view',
      subject: { type: 'card_case', id: card.id },
    })
    const history = await historyOf(card.id)
    return { words, counters, card, history, notes: await visitNotes(card.id) }
  })
  const because = entry.caseId && !shown.card ? 'other_counter' : entry.because
  return view.render('card-progress::pages/staff/entry', {
    ...{ history: [], notes: [], card: null, values: {}, errors: [], typed: '', ready: false },
    ...entry,
    ...shown,
    because,
    choices: shown.words.choices(),
    counterOptions: shown.counters.map(({ id, name }) => ({ value: id, label: name })),
    ...{ methods: METHODS, kinds: KINDS, causes: CAUSES },
    reasons: codedChoices(i18n, 'record'),
    formatCode: formatReadableCode,
    /** Of the form for one card, and of the next scan: sent twice, each is recorded once. */
    ...{ token: randomUUID(), scanToken: randomUUID() },
    today: today(),
    base: `/${tenant.municipality.slug}/staff/progress`,
  })
}

/** Whether a code could still be given to a card. */
export async function freeLinkCode(typed: string): Promise<string | undefined> {
  const found = await findLinkCode(typed)
  return found?.state === 'active' ? found.code : undefined
}
