import type { HttpContext } from '@adonisjs/core/http'
import { sendCsv } from '#app/http/main'
import { formatTimestamp } from '#app/ui/main'
import { entriesToExport, recordEntriesExport } from '../actions/export_entries.js'
import { entryInWords } from '../described_entry.js'
import { filterFrom } from '../filter_from.js'
import { auditFilterValidator } from '../validators/audit_filter_validator.js'

/** The entries of a search as a file, for an inquiry (R45); itself an entry with the number of rows. */
export default class AuditExportController {
  async handle(ctx: HttpContext) {
    const { i18n, request, tenant } = ctx
    const input = await request.validateUsing(auditFilterValidator)
    const filter = { ...filterFrom(input), before: null }
    await tenant.run(() => recordEntriesExport(filter))

    const entries = entriesToExport(tenant.municipality, filter, tenant.actor())
    const inWords = entryInWords(tenant.municipality, i18n)
    async function* rows() {
      for await (const entry of entries) {
        const { lines, ...said } = inWords(entry)
        yield [
          formatTimestamp(said.recordedAt),
          said.actorLabel,
          said.address ?? '',
          said.actionLabel,
          said.subjectLabel ?? '',
          said.subjectId ?? '',
          i18n.t(`audit.results.${said.result}`),
          lines.map(({ label, value }) => `${label}：${value}`).join('\n'),
        ]
      }
    }
    const header = [
      'time',
      'actor',
      'address',
      'action',
      'subject',
      'subject_id',
      'result',
      'detail',
    ]
    return sendCsv(
      ctx,
      `audit-${filter.from}-${filter.until}`,
      header.map((column) => i18n.t(`audit.columns.${column}`)),
      rows()
    )
  }
}
