import db from '@adonisjs/lucid/services/db'
import { tenancy, type Municipality } from '#app/tenancy/main'
import type { FieldValues } from '@madoguchi/module-kit'
import { createMunicipality, createStaff } from '#tests/support/municipality'
import { signedIn } from '#tests/support/staff_session'
import type { Answer, Visitor } from '#tests/support/browserless'
import { storeResidents, type ResidentToStore } from '../actions/store_residents.js'
import { readBirthDate } from '../birth_date.js'

/** A municipality with the register on, and somebody signed in there. */
export async function office(
  role: Parameters<typeof createStaff>[1] = 'system_administrator',
  modules = ['reservation', 'resident-registry']
) {
  const municipality = await createMunicipality({ modules })
  const staff = await createStaff(municipality, role)
  const visitor = await signedIn(municipality.slug, staff)
  return { municipality, staff, visitor, base: `/${municipality.slug}/staff/residents` }
}

export const TARO = {
  name: '髙﨑\u3000太郎',
  kana: 'タカサキ\u3000タロウ',
  sex: '1',
  birth_date: readBirthDate('昭和20年3月4日') as unknown as Record<string, string>,
  postal_code: '9990001',
  address: '青葉野市中央一丁目2番3号\u3000コーポ椿101',
  town: '中央一丁目',
  block: '2番3号',
  building: 'コーポ椿101',
  phone: '0999-12-3456',
  email: 'Taro@example.jp',
  note: '電話は午前のみ',
} satisfies FieldValues

export const inTown = <T>(municipality: Municipality, work: () => Promise<T>) =>
  tenancy.run(municipality, work)

/** Stores residents past any page. @returns their ids */
export const store = (municipality: Municipality, residents: ResidentToStore[]) =>
  inTown(municipality, () => storeResidents(residents))

/** Looks for residents as the search form does. @returns the page it leads to, or the form with what is wrong */
export async function find(
  visitor: Visitor,
  base: string,
  fields: Record<string, string>
): Promise<Answer & { address: string }> {
  const page = await visitor.get(base)
  const { _csrf } = page.forms().find(({ action }) => action === base)!.fields
  const sent = await visitor.post(base, { _csrf, match: 'prefix', ...fields })
  const shown = sent.status === 303 ? await visitor.get(sent.location) : sent
  return Object.assign(shown, { address: sent.location })
}

/** Every row of a table of the municipality as text. */
export const rowsOf = (municipality: Municipality, table: string) =>
  inTown(municipality, async () => {
    const { rows } = await db.rawQuery(`SELECT t.*, t::text AS row FROM ${table} t`)
    return rows as (Record<string, any> & { row: string })[]
  })

/** Takes from a role what it may see of residents. */
export const denyView = (municipality: Municipality, role: string) =>
  inTown(municipality, () =>
    db.rawQuery(
      `INSERT INTO role_permissions (municipality_id, role, permission, allowed)
       VALUES (?, ?, 'resident-registry.view', false)`,
      [municipality.id, role]
    )
  )
