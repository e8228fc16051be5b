import type { Subject } from '#app/module_kit/main'
import { subjectsOf } from '#app/module_system/main'
import { municipalities, tenancy } from '#app/tenancy/main'
import type { FieldSet } from '../field_set.js'
import { buildFieldSet } from '../field_set_of.js'
import { indexValues } from '../index_values.js'
import { currentVersion, storedFields } from '../queries/stored_fields.js'

/** Records in one transaction: few enough that nobody waits for one of them. */
const AT_A_TIME = 500

/** Indexes every record of a subject anew, after a field became searchable or ceased to be. */
export default async function indexRecords(wanted: { municipalityId: number; subject: string }) {
  const municipality = await municipalities.byId(wanted.municipalityId)
  const subject = subjectsOf(municipality).find(({ id }) => id === wanted.subject)
  if (!subject?.records) return
  const { default: read } = await subject.records()
  const set = await tenancy.run(municipality, () => setInForce(subject))
  let after: string | null = null
  do {
    after = await tenancy.run(municipality, async () => {
      const records = await read({ after, limit: AT_A_TIME })
      for (const { id, values } of records) await indexValues(set, id, values)
      return records.length === AT_A_TIME ? records.at(-1)!.id : null
    })
  } while (after)
}

/** As the database has it: what this process knows may be a second old. */
async function setInForce(subject: Subject): Promise<FieldSet> {
  const version = await currentVersion(subject.id)
  return buildFieldSet(subject, version, await storedFields(subject.id, version))
}
