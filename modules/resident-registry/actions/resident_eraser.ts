import type { PersonEraser } from '@madoguchi/module-kit'
import { countOpenImports } from '../queries/find_import.js'
import { findResident } from '../queries/find_resident.js'
import { idsOfPerson } from '../queries/ids_of_person.js'
import { deleteResidents } from './delete_residents.js'
import { storeResidents } from './store_residents.js'

/** Deletes somebody from the register; that a link code was issued stays. */
const residentEraser: PersonEraser = {
  async preview(keys, { i18n }) {
    const n = (await idsOfPerson(keys)).length
    const word = (key: string) => i18n.t(`resident-registry.staff.privacy.erase.${key}`, { n })
    if (n === 0) return { goes: [], stays: [], hindrances: [] }
    /** Whose row lies in a file that is still to be written would be registered anew. */
    const hindrances = (await countOpenImports()) > 0 ? [word('import_open')] : []
    return { goes: [word('goes')], stays: [word('stays')], hindrances }
  },

  async erase(keys) {
    const ids = await idsOfPerson(keys)
    for (const id of ids) {
      const before = await findResident(id, { lock: true })
      /** As a deregistered person's, the tokens that find them go with the values. */
      await storeResidents([{ before, number: before.number, values: {}, state: 'deregistered' }])
    }
    return deleteResidents(ids)
  },
}

export default residentEraser
