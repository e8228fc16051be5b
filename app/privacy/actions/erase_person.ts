import { randomUUID } from 'node:crypto'
import type { I18n } from '@adonisjs/i18n'
import { audit } from '#app/audit/main'
import { E_PAGE_NOT_FOUND } from '#app/http/main'
import type { PersonKey } from '#app/module_kit/main'
import { declaredManifests } from '#app/module_system/main'
import { E_ERASURE_REFUSED } from '../errors.js'
import { collectPerson } from '../queries/collect_person.js'
import { previewErasure } from '../queries/preview_erasure.js'
import { recordDeletion } from './record_deletion.js'

/**
 * Erases one person from the records of all installed modules, in one
 * transaction: what was counted stays countable. The audit log and the record
 * of the deletion say that it was done and to how many records, not to whom.
 *
 * @param runId of what it is done together with: everybody of one night
 * @returns how many records it were
 * @throws E_PAGE_NOT_FOUND when nothing is held under the key
 * @throws E_ERASURE_REFUSED when a module says that it cannot be done now
 */
export async function erasePerson(
  start: PersonKey,
  i18n: I18n,
  runId: string = randomUUID()
): Promise<number> {
  const { keys, sections } = await collectPerson(start, i18n)
  if (sections.length === 0) throw new E_PAGE_NOT_FOUND()
  const { hindrances } = await previewErasure(keys, i18n)
  if (hindrances.length > 0) throw new E_ERASURE_REFUSED(hindrances)
  const records: Record<string, number> = {}
  for (const { id, personalData } of declaredManifests()) {
    const eraser = (await personalData?.erase?.())?.default
    const count = (await eraser?.erase(keys)) ?? 0
    if (count === 0) continue
    records[id] = count
    await recordDeletion({ runId, kind: 'person', what: id, count })
  }
  await audit.record({
    action: 'person.erase',
    subject: { type: start.kind, id: start.id },
    detail: { records },
  })
  return Object.values(records).reduce((sum, count) => sum + count, 0)
}
