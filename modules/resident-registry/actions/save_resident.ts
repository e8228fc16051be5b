import { audit } from '#app/audit/main'
import type { FieldSet } from '#app/fields/main'
import type { FieldValues } from '@madoguchi/module-kit'
import { changedKeys } from '../changed_keys.js'
import { E_RESIDENT_CHANGED } from '../errors.js'
import { findResident } from '../queries/find_resident.js'
import { storeResidents } from './store_residents.js'

/**
 * Registers a resident (PG3).
 *
 * @throws E_RESIDENT_NUMBER_TAKEN
 * @returns the new resident's id
 */
export async function registerResident(number: string, values: FieldValues): Promise<string> {
  const [id] = await storeResidents([{ number, values }])
  await audit.record({ action: 'residents.register', subject: { type: 'resident', id } })
  return id
}

/**
 * Stores what the form says of a resident. What the form does not ask for
 * stays as it was, whoever entered it.
 *
 * @param version the one the form was filled in from
 * @throws E_RESIDENT_CHANGED when that is not the latest or the resident is deregistered · E_RESIDENT_NUMBER_TAKEN
 */
export async function changeResident(
  id: string,
  version: number,
  number: string,
  values: FieldValues,
  fields: FieldSet
) {
  const before = await findResident(id, { lock: true })
  if (before.version !== version || before.state === 'deregistered') throw new E_RESIDENT_CHANGED()
  const asked = new Set(fields.asked('staff').map(({ key }) => key))
  const kept = Object.fromEntries(Object.entries(before.values).filter(([key]) => !asked.has(key)))
  await storeResidents([{ before, number, values: { ...kept, ...values } }])
  await audit.record({
    action: 'residents.change',
    subject: { type: 'resident', id },
    detail: { fields: changedKeys(before.values, { ...kept, ...values }) },
  })
}
