import { extensionPoint } from './extension_point.js'
import type { ReportRequest } from './report.js'

/** One line of the monthly report, in words: 予約 · 予約した件数 · 1,234件. */
export interface MonthlyLine {
  section: string
  item: string
  value: string
}

/** Answers with what of a module belongs into a municipality's monthly report; runs in its tenant scope. */
export type MonthlyLines = (request: ReportRequest) => Promise<MonthlyLine[]>

/** Asked of every enabled module for 月次運用報告, beside uptime, outages and inquiries (R113). */
export const monthlyLines = extensionPoint<MonthlyLines>('core.monthly_lines')
