import db from '@adonisjs/lucid/services/db'
import { tenancy, type Municipality } from '#app/tenancy/main'
import type { RoleId } from '#app/module_kit/main'
import { Visitor } from '#tests/support/browserless'
import { createMunicipality, createStaff } from '#tests/support/municipality'
import { signedIn } from '#tests/support/staff_session'

export interface Keys {
  id: string
  loginId: string
  password: string
}

/** A municipality with a signed-in administrator. */
export async function administered(options: Parameters<typeof createMunicipality>[0] = {}) {
  const municipality = await createMunicipality(options)
  const admin = await createStaff(municipality, 'system_administrator')
  const base = `/${municipality.slug}/staff`
  return { municipality, admin, base, visitor: await signedIn(municipality.slug, admin) }
}

/** Tries to sign in. @returns the answer to the form */
export async function trySignIn(
  municipality: Municipality,
  keys: Pick<Keys, 'loginId' | 'password'>
) {
  const visitor = new Visitor()
  const page = await visitor.get(`/${municipality.slug}/staff/sign-in`)
  const answer = await visitor.submit(page, /sign-in/, {
    login_id: keys.loginId,
    password: keys.password,
  })
  return { visitor, answer }
}

/** Sets columns of an account past any page. */
export async function setAccount(
  municipality: { id: number },
  id: string,
  values: Record<string, unknown>
) {
  await tenancy.run(municipality, () =>
    db
      .from('staff_members')
      .where('municipality_id', municipality.id)
      .where('id', id)
      .update(values)
  )
}

export async function account(municipality: { id: number }, id: string) {
  return tenancy.run(municipality, async () => {
    const { rows } = await db.rawQuery(
      'SELECT *, valid_from::text, valid_until::text FROM staff_members WHERE id = ?',
      [id]
    )
    return rows[0]
  })
}

/** What the form of an account sends when nothing is changed. */
export const formOf = (keys: Keys, role: RoleId, changes: Record<string, string> = {}) => ({
  staff_name: '試験 職員',
  login_id: keys.loginId,
  email: '',
  role,
  valid_from: '',
  valid_until: '',
  suspended: 'no',
  ...changes,
})

/** An ISO date so many days from today in Tokyo. */
export const day = (days: number) =>
  new Date(Date.now() + days * 86_400_000 + 9 * 3_600_000).toISOString().slice(0, 10)
