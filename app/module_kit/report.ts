import type { I18n } from '@adonisjs/i18n'

/** One day, a period of days, or a month: what a report is asked for. */
export type ReportPeriod = 'day' | 'days' | 'month'

/**
 * A report (帳票): the module says what is in it, the platform asks for period
 * and counter, shows it, prints it, writes it to a file and notes who did.
 */
export interface ReportDeclaration {
  /** `<module id>.<name>`, e.g. `reservation.no_shows`; part of its address. */
  id: string
  /** Translation key of its title; `<label>_about` says in a sentence what it is for. */
  label: string
  /** Needed beside `core.view_reports`. */
  permission: string
  /** Needed besides to take it as a CSV file, where lines are about single visits or people. */
  exportPermission?: string
  period: ReportPeriod
  /** Id of another module the figures come from: offered only where that one is on as well. */
  alongside?: string
  /** Id of another module that gives this list from nearer by: offered only where that one is off. */
  without?: string
  load: () => Promise<{ default: LoadReport }>
}

export interface ReportRequest {
  /** ISO dates, first and last; the same for a day. */
  from: string
  until: string
  /** Counters it is about: the chosen one, or all the person may see; null for every counter. */
  counterIds: string[] | null
  i18n: I18n
  /**
   * The lines a screen shows; nothing where all are wanted. Lists that may have
   * tens of thousands read no others then, and say in `total` how many there
   * are. Whoever has a few gives them all.
   */
  page?: ReportPage
}

export interface ReportPage {
  offset: number
  limit: number
}

/** Runs in the municipality's tenant scope, with a limit of time on each statement. One query is best. */
export type LoadReport = (request: ReportRequest) => Promise<Report>

export type ReportCell = string | number | null

export interface ReportColumn {
  label: string
  /**
   * `number` is a whole number; `share` a part of 1, shown as 45.2%, and
   * `heat` the same with a shade behind it. Text when left out.
   */
  kind?: 'number' | 'share' | 'heat'
}

export interface Report {
  columns: ReportColumn[]
  rows: ReportCell[][]
  /** How many lines there are, where `rows` may be but the page that was asked for. */
  total?: number
  /** As long as `columns`; the first says 合計. */
  totals?: ReportCell[]
  /** What of the table is worth seeing at a glance. */
  chart?: { title: string; bars: { label: string; value: number }[] }
  /** How it was counted, a sentence each. */
  notes?: string[]
}
