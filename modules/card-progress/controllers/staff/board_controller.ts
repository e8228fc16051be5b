import type { HttpContext } from '@adonisjs/core/http'
import { audit } from '#app/audit/main'
import { inTokyo, today } from '#app/ui/main'
import { board, finishedAndLost, inTransit, type BoardCell } from '../../queries/board.js'
import { CODES } from '../../progress_codes.js'
import { statusWords } from '../../queries/status_words.js'

/** 進捗の状況: how many cards stand where, and how long they have. */
export default class BoardController {
  async handle({ i18n, staff, tenant, view }: HttpContext) {
    const { counterIds } = staff!
    const { cells, transit, lost, words } = await tenant.run(async () => {
      const found = {
        cells: await board(counterIds),
        transit: await inTransit(counterIds),
        lost: await finishedAndLost(counterIds),
        words: await statusWords(i18n),
      }
      await audit.record({ action: 'card-progress.view_board' })
      return found
    })
    const stages = ['NONE', ...CODES].flatMap((code) => {
      const here = cells.filter(({ status }) => status === code)
      return here.length > 0 ? [{ code, name: words.name(code), ...sums(here) }] : []
    })
    const base = `/${tenant.municipality.slug}/staff/progress`
    /** By their ids: two counters may have one name. */
    const counters = new Map(cells.map(({ counterId, counterName }) => [counterId, counterName]))
    return view.render('card-progress::pages/staff/board', {
      ...{ stages, transit, words, counters: [...counters].map(([id, name]) => ({ id, name })) },
      cell: (code: string, { id }: { id: string }) =>
        cells.find(({ status, counterId }) => status === code && counterId === id),
      listOf: (cell: BoardCell) => listOf(cell, base),
      all: sums(cells),
      ...{ lost, lostList: lost.from && addressOf(base, { statuses: 'LOST', from: lost.from }) },
    })
  }
}

function sums(cells: BoardCell[]) {
  const sum = (figure: 'cards' | 'over30' | 'over90') =>
    cells.reduce((total, cell) => total + cell[figure], 0)
  return {
    cards: sum('cards'),
    over30: sum('over30'),
    over90: sum('over90'),
    oldestDays: Math.max(0, ...cells.map(({ oldestDays }) => oldestDays)),
  }
}

/** The list of a cell's cards, from the day of the one that waits longest. */
function listOf({ status, counterId, oldestDays }: BoardCell, base: string) {
  const from = inTokyo(today()).minus({ days: oldestDays }).toISODate()!
  return addressOf(base, { statuses: status, counter: counterId, from })
}

const addressOf = (base: string, conditions: Record<string, string>) =>
  `${base}/cards?${new URLSearchParams({ ...conditions, until: today() })}`
