import type { Edge } from 'edge.js'
import { drawIcon } from './icons.js'
import {
  formatClock,
  formatDate,
  formatDateTime,
  formatMonthDay,
  formatShortDay,
  formatTime,
  formatTimestamp,
  formatWeekday,
} from './formatters/japanese_date.js'
import { formatPhone, phoneDigits } from './formatters/phone.js'
import { formatPostalCode } from './formatters/postal_code.js'
import { type DateInput, inTokyo, today } from './formatters/tokyo.js'
import {
  formatWareki,
  formatWarekiShort,
  formatWarekiWithWeekday,
  formatWarekiYear,
} from './formatters/wareki.js'
import { includes, same } from './view_helpers/chosen.js'
import { dateNav } from './view_helpers/date_nav.js'
import { errorFor, errorList } from './view_helpers/error_list.js'
import { describedBy, fieldId } from './view_helpers/field_id.js'
import { qrCode } from './view_helpers/qr_code.js'
import { spoken } from './view_helpers/spoken.js'
import { pagination } from './view_helpers/pagination.js'
import { dayClass, weekByDay, weekLegend } from './view_helpers/week.js'

/**
 * Formatters as views call them: `{{ fmt.wareki(reservation.visitsOn) }}`.
 */
export const fmt = {
  wareki: formatWareki,
  warekiWithWeekday: formatWarekiWithWeekday,
  warekiYear: formatWarekiYear,
  warekiShort: formatWarekiShort,
  date: formatDate,
  monthDay: formatMonthDay,
  shortDay: formatShortDay,
  weekday: formatWeekday,
  time: formatTime,
  clock: formatClock,
  dateTime: formatDateTime,
  timestamp: formatTimestamp,
  today,
  /** The ISO date so many days before today in Tokyo. */
  daysAgo: (days: number) => inTokyo(today()).minus({ days }).toISODate(),
  /** An instant for machines: 2026-11-23T08:30:00.000+09:00 */
  iso: (input: DateInput) => inTokyo(input).toISO(),
  postalCode: formatPostalCode,
  phone: formatPhone,
  phoneDigits,
}

/**
 * What the components need and views may use.
 */
export const ui = {
  fieldId,
  describedBy,
  errorList,
  errorFor,
  same,
  includes,
  spoken,
  qrCode,
  pagination,
  weekByDay,
  weekLegend,
  dayClass,
  dateNav,
}

/**
 * Gives every view `fmt`, `ui` and `icon(name)`.
 */
export function registerEdgeGlobals(edge: Edge): void {
  const icon = (name: string) => edge.globals.html.safe(drawIcon(name))

  edge.global('fmt', fmt)
  edge.global('icon', icon)

  /** `ui.icon` for components whose own prop is called icon. */
  edge.global('ui', { ...ui, icon })
}
