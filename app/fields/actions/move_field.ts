import type { FieldDefinition, Subject } from '#app/module_kit/main'
import { E_PAGE_NOT_FOUND } from '#app/http/main'
import { holdsResidentDataNow } from '#app/tenancy/main'
import { saysWhoItIs } from '../personal.js'
import { fieldsToChange, saveFieldSet } from './save_field_set.js'

/**
 * Moves a field past the neighbour it is seen next to; archived ones are not
 * seen, nor those that say who somebody is where no residents' data is held. At the end of the list nothing happens.
 *
 * @throws E_PAGE_NOT_FOUND · E_FIELDS_CHANGED
 */
export async function moveField(
  subject: Subject,
  input: { version: number; key: string; direction: 'up' | 'down' }
) {
  const fields = await fieldsToChange(subject, input.version)
  const { definitions } = fields.set
  const from = definitions.findIndex(({ key }) => key === input.key)
  if (from === -1) throw new E_PAGE_NOT_FOUND()
  const step = input.direction === 'up' ? -1 : 1
  let to = from + step
  const holds = await holdsResidentDataNow()
  const isSeen = (field: FieldDefinition) => !field.archived && (holds || !saysWhoItIs(field))
  while (definitions[to] && !isSeen(definitions[to])) to += step
  if (!definitions[to]) return

  const stored = [...fields.stored]
  const [moved] = stored.splice(from, 1)
  stored.splice(to, 0, moved)
  await saveFieldSet(fields, stored, {
    action: 'core.move_field',
    field: input.key,
    detail: { direction: input.direction },
  })
}
