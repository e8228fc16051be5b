import type { I18n } from '@adonisjs/i18n'

/** 9時台 */
export const hourBand = (hour: number, i18n: I18n) =>
  i18n.t('reservation.staff.reports.hour_band', { n: hour })
