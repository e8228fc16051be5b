import type { HttpContext } from '@adonisjs/core/http'
import { declaredManifests } from '#app/module_system/main'
import { deletionRecords, type DeletionRecord } from '../queries/deletion_records.js'
import { retentionRules } from '../retention_days.js'

/** 削除の記録: what was erased, when, by which rule or by whom; never what it said. */
export default class DeletionsController {
  async handle({ i18n, request, tenant, view }: HttpContext) {
    const page = Math.max(1, Number.parseInt(request.input('page'), 10) || 1)
    const { records, total, perPage } = await tenant.run(() => deletionRecords(page))
    const base = `/${tenant.municipality.slug}/staff`
    return view.render('pages/staff/privacy/deletions', {
      records: records.map((record) => ({
        ...record,
        what: i18n.t(wordOf(record), undefined, record.what),
      })),
      ...{ base, tab: 'deletions' },
      paginator: {
        ...{ currentPage: page, lastPage: Math.max(1, Math.ceil(total / perPage)), perPage, total },
        ...{ baseUrl: `${base}/privacy/deletions`, queryString: {} },
      },
    })
  }
}

/** Key of what was erased: the rule's own word, or the module whose records of a person it were. */
function wordOf({ kind, what }: DeletionRecord): string {
  if (kind === 'retention') return retentionRules().find(({ id }) => id === what)?.label ?? what
  return declaredManifests().find(({ id }) => id === what)?.title ?? `privacy.deletions.of.${what}`
}
