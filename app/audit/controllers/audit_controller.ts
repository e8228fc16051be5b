import type { HttpContext } from '@adonisjs/core/http'
import { DateTime } from 'luxon'
import { inForce, permissionsOf } from '#app/module_system/main'
import { describeDetail } from '../describe_detail.js'
import { searchEntries, type AuditFilter, type FoundEntry } from '../queries/search_entries.js'
import { record } from '../record.js'
import { sealState } from '../seal_entries.js'
import { auditFilterValidator } from '../validators/audit_filter_validator.js'

/** 操作履歴: who did and saw what (R45). Looking is itself an entry. */
export default class AuditController {
  async handle(ctx: HttpContext) {
    const { request, response, tenant } = ctx
    const today = DateTime.now().setZone('Asia/Tokyo')
    const period = { from: today.minus({ days: 6 }).toISODate()!, until: today.toISODate()! }
    const [invalid, input] = await request.tryValidateUsing(auditFilterValidator, {
      data: request.qs(),
    })
    if (invalid) {
      response.status(422)
      const seal = await tenant.run(() => sealState())
      return this.#page(
        ctx,
        { ...period, ...request.qs() },
        { entries: [], next: null },
        seal,
        invalid.messages
      )
    }
    const filter: AuditFilter = {
      from: input.from ?? period.from,
      until: input.until ?? period.until,
      login: input.login,
      area: input.area,
      subjectType: input.subject_type,
      subjectId: input.subject_id,
      result: input.result,
      before: input.before,
    }
    const { found, seal } = await tenant.run(async () => {
      const page = await searchEntries(filter)
      await record({
        action: 'audit.view',
        detail: { ...filled(filter), shown: page.entries.length },
      })
      return { found: page, seal: await sealState() }
    })
    return this.#page(ctx, { ...request.qs(), from: filter.from, until: filter.until }, found, seal)
  }

  #page(
    { i18n, tenant, view }: HttpContext,
    values: Record<string, any>,
    { entries, next }: { entries: FoundEntry[]; next: string | null },
    seal: Awaited<ReturnType<typeof sealState>>,
    errors: unknown = []
  ) {
    const base = `/${tenant.municipality.slug}/staff/audit`
    const permissions = new Map(
      permissionsOf(tenant.municipality).map(({ id, label }) => [id, label])
    )
    const { before: _, ...conditions } = values
    const query = new URLSearchParams(
      Object.entries(conditions).filter(([, value]) => value) as [string, string][]
    )
    return view.render('pages/staff/audit/index', {
      values,
      errors,
      seal,
      base,
      newestUrl: values.before ? `${base}?${query}` : null,
      nextUrl: next
        ? `${base}?${new URLSearchParams({ ...Object.fromEntries(query), before: next })}`
        : null,
      areas: areasOf(ctxModules(tenant)).map((area) => ({
        value: area,
        label: i18n.t(`audit.areas.${area}`, undefined, area),
      })),
      entries: entries.map((entry) => ({
        ...entry,
        /** A denied attempt is recorded under the permission that was missing. */
        actionLabel: i18n.t(
          `audit.actions.${entry.action}`,
          undefined,
          permissions.has(entry.action) ? i18n.t(permissions.get(entry.action)!) : entry.action
        ),
        subjectLabel: entry.subjectType
          ? i18n.t(`audit.subjects.${entry.subjectType}`, undefined, entry.subjectType)
          : null,
        lines: describeDetail(entry.detail, i18n),
      })),
    })
  }
}

const ctxModules = (tenant: HttpContext['tenant']) =>
  inForce(tenant.municipality).flatMap(({ id }) => (id && id !== 'core' ? [id] : []))

/** First parts of actions: the core's capabilities, then the modules. */
const areasOf = (modules: string[]) => ['staff', 'core', 'report', 'audit', 'mail', ...modules]

function filled(filter: AuditFilter) {
  return Object.fromEntries(Object.entries(filter).filter(([, value]) => value))
}
