import type { HttpContext } from '@adonisjs/core/http'
import { handOut, paperHead } from '#app/documents/main'
import { offerCsv } from '#app/http/main'
import type { Report, ReportDeclaration } from '#app/module_kit/main'
import { can } from '#app/staff/main'
import { runReport } from '../actions/run_report.js'
import { plainCell } from '../cells.js'
import { E_REPORT_TOO_SLOW } from '../errors.js'
import { findReport } from '../find_report.js'
import { factsOf, reportOnPaper } from '../paper.js'
import { readFilter, type AskedFilter } from '../read_filter.js'
import { reportFileValidator } from '../validators/report_filter_validator.js'

/** Lines worth printing: some hundred pages. */
const MOST_PRINTED = 5_000

/** A report to take away: on paper, or as a file for a spreadsheet. */
export default class ReportFilesController {
  async pdf(ctx: HttpContext) {
    const { i18n, staff, tenant } = ctx
    const declaration = await findReport(ctx)
    const title = i18n.t(declaration.label)
    const counted = await this.#count(ctx, 'print', declaration)
    if (!counted) return
    const { asked, report } = counted
    if (report.rows.length > MOST_PRINTED) {
      return this.#refuse(ctx, i18n.t('reports.too_long', { most: MOST_PRINTED }))
    }
    const { municipality } = tenant
    const facts = factsOf(declaration, asked, i18n)
    return handOut(ctx, {
      ...{ title, facts, permission: declaration.permission },
      fileName: fileName(declaration, asked),
      order: {
        template: new URL('../templates/report.typ', import.meta.url),
        data: {
          head: paperHead({ title, municipality, facts, staff: staff!, i18n }),
          ...reportOnPaper(report, i18n),
        },
      },
      sorry: i18n.t('reports.not_typeset'),
      back: `/${municipality.slug}/staff/reports/${declaration.id}`,
    })
  }

  async csv(ctx: HttpContext) {
    const { i18n, request, tenant } = ctx
    const declaration = await findReport(ctx)
    await can(declaration.exportPermission ?? declaration.permission)(ctx, async () => {})
    const { encoding, geta } = await request.validateUsing(reportFileValidator)
    const counted = await this.#count(ctx, 'export', declaration, { encoding })
    if (!counted) return
    const { asked, report } = counted
    const base = `/${tenant.municipality.slug}/staff/reports/${declaration.id}`
    return offerCsv(ctx, {
      filename: fileName(declaration, asked),
      header: report.columns.map(({ label }) => label),
      rows: () => linesOf(report),
      chosen: { encoding, geta },
      asked: {
        ...{ action: `${base}/csv`, values: asked.values },
        back: { url: base, label: i18n.t(declaration.label) },
      },
    })
  }

  /** Counts what the form asks for; sends its sender back with a sentence when it cannot be. */
  async #count(
    ctx: HttpContext,
    how: 'print' | 'export',
    declaration: ReportDeclaration,
    detail: Record<string, unknown> = {}
  ) {
    const { i18n, request, tenant } = ctx
    const asked = await readFilter(ctx, declaration, request.body())
    const { filter, errors } = asked
    if (errors.length > 0) return this.#refuse(ctx, errors.map(({ message }) => message).join(''))
    const { municipality } = tenant
    try {
      const run = { municipality, declaration, filter, i18n, actor: tenant.actor() }
      return { asked, report: await runReport(how, run, detail) }
    } catch (error) {
      if (!(error instanceof E_REPORT_TOO_SLOW)) throw error
      return this.#refuse(ctx, i18n.t('reports.too_slow'))
    }
  }

  #refuse({ params, response, session, tenant }: HttpContext, sentence: string) {
    session.flash('error', sentence)
    response
      .redirect()
      .status(303)
      .toPath(`/${tenant.municipality.slug}/staff/reports/${params.report}`)
  }
}

async function* linesOf({ columns, rows, totals }: Report) {
  for (const row of totals ? [...rows, totals] : rows) {
    yield row.map((cell, i) => plainCell(cell, columns[i]))
  }
}

const fileName = ({ id }: ReportDeclaration, { filter: { from, until } }: AskedFilter) =>
  [id.replace('.', '-'), ...new Set([from, until])].join('-')
