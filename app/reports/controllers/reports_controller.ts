import type { HttpContext } from '@adonisjs/core/http'
import { DateTime } from 'luxon'
import { documents } from '#app/documents/main'
import type { Report, ReportDeclaration } from '#app/module_kit/main'
import { reportsOf } from '#app/module_system/main'
import { formatWarekiYear } from '#app/ui/main'
import { linesIn, runReport } from '../actions/run_report.js'
import { isFigure, shadeOf, shownCell } from '../cells.js'
import { E_REPORT_TOO_SLOW } from '../errors.js'
import { findReport } from '../find_report.js'
import { factsOf } from '../paper.js'
import { readFilter, type AskedFilter } from '../read_filter.js'

const PER_PAGE = 200

/** Months to choose from: the coming ones, which are booked already, and two years back. */
const MONTHS_AHEAD = 3
const MONTHS_BACK = 24

/** 管理帳票 (R10): which there are, and each on screen. */
export default class ReportsController {
  index({ i18n, staff, tenant, view }: HttpContext) {
    const base = `/${tenant.municipality.slug}/staff/reports`
    return view.render('pages/staff/reports/index', {
      reports: reportsOf(tenant.municipality)
        .filter(({ permission }) => staff!.can(permission))
        .map(({ id, label }) => ({
          title: i18n.t(label),
          about: i18n.resolveIdentifier(`${label}_about`)?.message,
          url: `${base}/${id}`,
        })),
    })
  }

  async show(ctx: HttpContext) {
    const { i18n, request, response, tenant } = ctx
    const declaration = await findReport(ctx)
    const asked = await readFilter(ctx, declaration, request.qs())
    let report: Report | null = null
    if (asked.errors.length === 0) {
      const { filter } = asked
      const { municipality } = tenant
      try {
        const page = { offset: (asked.page - 1) * PER_PAGE, limit: PER_PAGE }
        const run = { municipality, declaration, filter, i18n, actor: tenant.actor(), page }
        report = await runReport('view', run)
      } catch (error) {
        if (!(error instanceof E_REPORT_TOO_SLOW)) throw error
        asked.errors.push({ field: 'from', message: i18n.t('reports.too_slow') })
      }
    }
    if (!report) response.status(422)
    else if (asked.page > lastPageOf(report)) {
      const query = { ...asked.values, page: String(lastPageOf(report)) }
      return response.redirect().toPath(`${ctx.request.url()}?${new URLSearchParams(query)}`)
    }
    return this.#page(ctx, declaration, asked, report)
  }

  async #page(
    { i18n, staff, tenant, view }: HttpContext,
    declaration: ReportDeclaration,
    asked: AskedFilter,
    report: Report | null
  ) {
    const base = `/${tenant.municipality.slug}/staff/reports/${declaration.id}`
    const { exportPermission, label, period } = declaration
    return view.render('pages/staff/reports/show', {
      ...asked,
      ...{ base, period, report: report && pageOf(report, asked, base) },
      title: i18n.t(label),
      facts: factsOf(declaration, asked, i18n),
      months: period === 'month' ? months() : [],
      mayExport: !exportPermission || staff!.can(exportPermission),
      whyNoPdf: await documents.whyUnavailable(),
    })
  }
}

function months() {
  const now = DateTime.now().setZone('Asia/Tokyo').startOf('month')
  return Array.from({ length: MONTHS_AHEAD + MONTHS_BACK + 1 }, (_, i) => {
    const month = now.plus({ months: MONTHS_AHEAD - i })
    return { value: month.toFormat('yyyy-MM'), label: `${formatWarekiYear(month)}${month.month}月` }
  })
}

const lastPageOf = (report: Report) => Math.max(1, Math.ceil(linesIn(report) / PER_PAGE))

/** The part of a report one page shows, in words. */
function pageOf(report: Report, { page, values }: AskedFilter, baseUrl: string) {
  const { columns, chart, notes = [], rows, totals } = report
  const [total, lastPage] = [linesIn(report), lastPageOf(report)]
  const begin = rows.length > PER_PAGE ? (page - 1) * PER_PAGE : 0
  const shown = (row: Report['rows'][number]) =>
    row.map((cell, i) => ({
      label: columns[i].label,
      figure: isFigure(columns[i]),
      text: shownCell(cell, columns[i]),
      shade: shadeOf(cell, columns[i]),
    }))
  return {
    columns: columns.map((column) => ({ label: column.label, figure: isFigure(column) })),
    /** Lists become cards on a phone; figures are compared and stay side by side. */
    stack: columns.every(({ kind }) => kind !== 'share' && kind !== 'heat'),
    rows: rows.slice(begin, begin + PER_PAGE).map(shown),
    totals: totals && shown(totals),
    ...{ chart, notes },
    paginator: {
      currentPage: page,
      lastPage,
      perPage: PER_PAGE,
      total,
      baseUrl,
      queryString: values,
    },
  }
}
