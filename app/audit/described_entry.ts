import type { I18n } from '@adonisjs/i18n'
import { permissionsOf } from '#app/module_system/main'
import type { Municipality } from '#app/tenancy/main'
import { describeDetail } from './describe_detail.js'
import type { FoundEntry } from './queries/search_entries.js'

/** Puts entries into words, for the page and the file alike. */
export function entryInWords(municipality: Municipality, i18n: I18n) {
  const permissions = new Map(permissionsOf(municipality).map(({ id, label }) => [id, label]))
  return (entry: FoundEntry) => ({
    ...entry,
    actorLabel: entry.staffLogin ?? i18n.t(`audit.actors.${entry.actorKind}`),
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
  })
}
