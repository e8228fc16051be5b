import db from '@adonisjs/lucid/services/db'
import { audit } from '#app/audit/main'
import type { Report, ReportDeclaration, ReportPage } from '#app/module_kit/main'
import { tenancy, type Actor, type Municipality } from '#app/tenancy/main'
import { E_REPORT_TOO_SLOW } from '../errors.js'
import type { ReportFilter } from '../read_filter.js'
import type { I18n } from '@adonisjs/i18n'

/** Nobody waits longer for a page, and counting must not take the database from those who book. */
const PATIENCE = '10s'
const CANCELLED_BY_TIMEOUT = '57014'

/** All of them, also where a page of them was read. */
export const linesIn = ({ rows, total }: Report) => total ?? rows.length

interface Run {
  municipality: Municipality
  declaration: ReportDeclaration
  filter: ReportFilter
  i18n: I18n
  actor: Actor
  /** All lines when left out. */
  page?: ReportPage
}

/**
 * Counts a report and notes who looked at it, printed it or took it away, with
 * what was asked and how many lines it had (R45).
 *
 * @throws E_REPORT_TOO_SLOW
 */
export async function runReport(
  how: 'view' | 'print' | 'export',
  { municipality, declaration, filter, i18n, actor, page }: Run,
  detail: Record<string, unknown> = {}
): Promise<Report> {
  const { default: load } = await declaration.load()
  const { counter, ...asked } = filter
  const work = async () => {
    await db.rawQuery(`SET LOCAL statement_timeout = '${PATIENCE}'`)
    const report = await load({ ...asked, i18n, page })
    await audit.record({
      action: `report.${how}`,
      subject: { type: 'report', id: declaration.id },
      detail: {
        from: asked.from,
        until: asked.until,
        counter,
        ...detail,
        count: linesIn(report),
      },
    })
    return report
  }
  try {
    return await tenancy.run(municipality, work, actor)
  } catch (error) {
    if ((error as { code?: string }).code === CANCELLED_BY_TIMEOUT) throw new E_REPORT_TOO_SLOW()
    throw error
  }
}
