import type { I18n } from '@adonisjs/i18n'
import type { FindPerson, PersonSection } from '@madoguchi/module-kit'
import { formatReadableCode } from '#app/exchange/main'
import { fieldSetOf, type FieldSet } from '#app/fields/main'
import { municipalities, tenancy } from '#app/tenancy/main'
import { formatTimestamp } from '#app/ui/main'
import { residentSubject } from '../resident_subject.js'
import { findResident, type FoundResident } from './find_resident.js'
import { idsOfPerson } from './ids_of_person.js'

/** What the register holds on somebody, a deregistered person too: 開示 is about what is there, not about what pages show. */
const residentsOfPerson: FindPerson = async (keys, { i18n }) => {
  const residents: FoundResident[] = []
  for (const id of await idsOfPerson(keys)) residents.push(await findResident(id))
  const { municipalityId } = tenancy.current()
  const fields = await fieldSetOf(residentSubject, await municipalities.byId(municipalityId))
  return {
    sections: residents.map((resident) => sectionOf(resident, fields, i18n)),
    keys: residents.flatMap(({ id, linkCodes }) => [
      { kind: 'resident', id },
      ...linkCodes.map(({ code }) => ({ kind: 'link_code', id: code })),
    ]),
  }
}

export default residentsOfPerson

function sectionOf(resident: FoundResident, fields: FieldSet, i18n: I18n): PersonSection {
  const word = (key: string) => i18n.t(`resident-registry.staff.${key}`)
  const rows: [string, string | null | undefined][] = [
    [word('words.number'), resident.number],
    [word('words.state'), word(`states.${resident.state}`)],
    [word('words.reason'), resident.stateReason],
    ...fields
      .rows('staff', resident.values, i18n)
      .map(({ label, value }): [string, string | undefined] => [label, value]),
    ...resident.linkCodes.map(({ code }): [string, string] => [
      word('words.link_code'),
      formatReadableCode(code),
    ]),
    [word('words.created'), formatTimestamp(resident.createdAt)],
  ]
  return {
    title: word('privacy.section'),
    rows: rows.flatMap(([label, value]) => (value ? [{ label, value }] : [])),
  }
}
