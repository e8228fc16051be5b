import { changeField, fieldSetOf } from '#app/fields/main'
import type { FieldDefinition, FieldUse, Subject } from '#app/module_kit/main'
import { municipalities, tenancy } from '#app/tenancy/main'
import { applicationFields } from '#modules/reservation/subjects'

/** Changes a field past any page: how it is used on both sides, and what else is said of it. */
export async function setField(
  { id }: { id: number },
  key: string,
  use: FieldUse | FieldDefinition['use'],
  changes: Partial<FieldDefinition> = {},
  subject: Subject = applicationFields
) {
  const set = await fieldSetOf(subject, await municipalities.byId(id))
  const facts = {
    ...set.find(key)!,
    ...changes,
    use: typeof use === 'string' ? { public: use, staff: use } : use,
  }
  await tenancy.run({ id }, () => changeField(subject, { version: set.version, key, facts }))
}
