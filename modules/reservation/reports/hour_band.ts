import type { I18n } from '@adonisjs/i18n'

/** 9時台, of `09:00`. */
export const hourBand = (hour: string, i18n: I18n) =>
  i18n.t('reservation.staff.reports.hour_band', { n: Number(hour.slice(0, 2)) })
