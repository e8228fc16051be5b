import type { HttpContext } from '@adonisjs/core/http'
import { inForce } from '#app/module_system/main'
import { conditionsIn } from '../actions/export_entries.js'
import { entryInWords } from '../described_entry.js'
import { filterFrom, usualPeriod } from '../filter_from.js'
import { ACTION_KINDS, knownSubjects } from '../kinds.js'
import { searchEntries, type FoundEntry } from '../queries/search_entries.js'
import { record } from '../record.js'
import { sealState } from '../seal_entries.js'
import { auditFilterValidator } from '../validators/audit_filter_validator.js'

/** 操作履歴: who did and saw what (R45). Looking is itself an entry. */
export default class AuditController {
  async handle(ctx: HttpContext) {
    const { request, response, tenant } = ctx
    const [invalid, input] = await request.tryValidateUsing(auditFilterValidator, {
      data: request.qs(),
    })
    if (invalid) {
      response.status(422)
      const seal = await tenant.run(() => sealState())
      const nothing = { entries: [], next: null }
      const asked = { ...usualPeriod(), ...request.qs() }
      return this.#page(ctx, asked, nothing, seal, invalid.messages)
    }
    const filter = filterFrom(input)
    const { found, seal } = await tenant.run(async () => {
      const page = await searchEntries(filter)
      await record({
        action: 'audit.view',
        detail: { ...conditionsIn(filter, page.entries.length), shown: page.entries.length },
      })
      return { found: page, seal: await sealState() }
    })
    return this.#page(ctx, { ...request.qs(), from: filter.from, until: filter.until }, found, seal)
  }

  #page(
    { i18n, staff, tenant, view }: HttpContext,
    values: Record<string, any>,
    { entries, next }: { entries: FoundEntry[]; next: string | null },
    seal: Awaited<ReturnType<typeof sealState>>,
    errors: unknown = []
  ) {
    const base = `/${tenant.municipality.slug}/staff/audit`
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
      mayExport: staff!.can('core.export_audit'),
      conditions: Object.fromEntries(query),
      areas: areasOf(ctxModules(tenant)).map((area) => ({
        value: area,
        label: i18n.t(`audit.areas.${area}`, undefined, area),
      })),
      kinds: ACTION_KINDS.map((value) => ({ value, label: i18n.t(`audit.kinds.${value}`) })),
      subjects: knownSubjects().map((value) => ({
        value,
        label: i18n.t(`audit.subjects.${value}`),
      })),
      entries: entries.map(entryInWords(tenant.municipality, i18n)),
    })
  }
}

const ctxModules = (tenant: HttpContext['tenant']) =>
  inForce(tenant.municipality).flatMap(({ id }) => (id && id !== 'core' ? [id] : []))

/** First parts of actions: the core's capabilities, then the modules. */
const areasOf = (modules: string[]) => [
  'staff',
  'core',
  'report',
  'document',
  'audit',
  'mail',
  ...modules,
]
