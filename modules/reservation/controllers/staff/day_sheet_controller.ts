import type { HttpContext } from '@adonisjs/core/http'
import type { I18n } from '@adonisjs/i18n'
import { handOut, paperHead } from '#app/documents/main'
import { formatWarekiWithWeekday, today } from '#app/ui/main'
import { printDaySheet } from '../../actions/print_day_sheet.js'
import { placeInParty } from '../../place_in_party.js'
import type { Visit } from '../../queries/list_visits.js'
import { daySheetValidator } from '../../validators/day_sheet_validator.js'

/** 紙の当日一覧: a counter's day on paper, to go on when nothing else does. */
export default class DaySheetController {
  async handle(ctx: HttpContext) {
    const { i18n, request, staff, tenant } = ctx
    const input = await request.validateUsing(daySheetValidator)
    const date = input.date ?? today()
    const { counter, visits, knowsShelves } = await tenant.run(() =>
      printDaySheet(date, input.counter, staff!.counterIds)
    )
    const word = (key: string) => i18n.t(`reservation.${key}`)
    const { municipality } = tenant
    const title = word('staff.day_sheet.title')
    const facts = [formatWarekiWithWeekday(date), counter.name]
    return handOut(ctx, {
      ...{ title, facts, permission: 'reservation.view', fileName: `day-sheet-${date}` },
      order: {
        template: new URL('../../documents/day_sheet.typ', import.meta.url),
        data: {
          head: paperHead({ title, facts, municipality, staff: staff!, i18n }),
          words: {
            came: word('staff.day_sheet.came'),
            time: word('staff.list.visit_time'),
            number: word('words.number'),
            procedure: word('words.procedure'),
            party: word('staff.reports.columns.party'),
            oldCard: word('fields.old_card'),
            notes: word('staff.day_sheet.notes'),
            shelf: knowsShelves ? word('staff.list.shelf') : null,
            walkIns: word('staff.day_sheet.walk_ins'),
          },
          visits: visits.map((visit) => lineOf(visit, i18n)),
          count: i18n.t('reservation.staff.day_sheet.count', { n: visits.length }),
        },
      },
      sorry: word('staff.day_sheet.not_typeset'),
      back: `/${municipality.slug}/staff/visits?date=${date}`,
    })
  }
}

function lineOf(visit: Visit, i18n: I18n) {
  const word = (key: string) => i18n.t(`reservation.${key}`)
  const { oldCard, procedureName, receptionNumber, state, time, walkIn } = visit
  return {
    came: state === 'arrived' ? word('staff.day_sheet.came_already') : '',
    time,
    number: String(receptionNumber),
    procedure: procedureName ?? '',
    party: placeInParty(visit, i18n) ?? '',
    oldCard: oldCard ? word(`fields.old_card_${oldCard}`) : '',
    shelf: visit.shelf ?? '',
    notes: walkIn ? word('staff.slot.walk_in') : '',
  }
}
