import type { I18n } from '@adonisjs/i18n'
import { audit } from '#app/audit/main'
import { E_PAGE_NOT_FOUND } from '#app/http/main'
import type { PersonKey } from '#app/module_kit/main'
import { collectPerson, type CollectedPerson } from '../queries/collect_person.js'

/**
 * 開示: everything that is held on one person; that it was looked at, printed or
 * taken away is in the audit log, with how much it was.
 *
 * @throws E_PAGE_NOT_FOUND when nothing is held under the key
 */
export async function disclosePerson(
  how: 'view' | 'print' | 'export',
  start: PersonKey,
  i18n: I18n
): Promise<CollectedPerson> {
  const person = await collectPerson(start, i18n)
  if (person.sections.length === 0) throw new E_PAGE_NOT_FOUND()
  await audit.record({
    action: `person.${how}`,
    subject: { type: start.kind, id: start.id },
    detail: { count: person.sections.length },
  })
  return person
}
