import type { I18n } from '@adonisjs/i18n'
import type { Visit } from './queries/list_visits.js'

/** 1人目／3人; nothing for who comes alone. Not 1/3, which a spreadsheet takes for a date. */
export const placeInParty = ({ persons = 1, position = 1 }: Visit, i18n: I18n) =>
  persons > 1 ? i18n.t('reservation.staff.reports.place_in_party', { position, persons }) : null
