import type { I18n } from '@adonisjs/i18n'
import { audit } from '#app/audit/main'
import { E_PAGE_NOT_FOUND } from '#app/http/main'
import { idsOf, type PersonKey } from '#app/module_kit/main'
import { collectPerson, type CollectedPerson } from '../queries/collect_person.js'

/**
 * 開示: everything that is held on one person; that it was looked at, printed or
 * taken away is in the audit log, with how much it was, and of each record it
 * led to, so that who saw a resident is told whatever it began with.
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
  const others = person.keys.filter(({ kind, id }) => kind !== start.kind || id !== start.id)
  for (const kind of new Set(others.map((key) => key.kind))) {
    /** No record of its own, and once it is erased nothing is to lead to the address. */
    if (kind !== 'mail_recipient')
      await audit.recordEach(`person.${how}`, kind, idsOf(others, kind))
  }
  return person
}
