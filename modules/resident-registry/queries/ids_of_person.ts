import db from '@adonisjs/lucid/services/db'
import { idsOf, uuidsOf, type PersonKey } from '@madoguchi/module-kit'
import { tenancy } from '#app/tenancy/main'

/** The residents somebody's keys lead to: their own, and whom their link codes stand for or stood for. */
export async function idsOfPerson(keys: PersonKey[]): Promise<string[]> {
  const { municipalityId } = tenancy.current()
  const { rows } = await db.rawQuery(
    `SELECT id FROM residents WHERE municipality_id = ? AND id = ANY (?::uuid[])
      UNION
     SELECT resident_id FROM resident_link_codes
      WHERE municipality_id = ? AND code = ANY (?::text[])`,
    [
      ...[municipalityId, uuidsOf(keys, 'resident')],
      ...[municipalityId, idsOf(keys, 'link_code')],
    ] as any[]
  )
  return rows.map(({ id }: { id: string }) => id)
}
