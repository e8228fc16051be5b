import { registerStaff } from '#app/staff/main'
import {
  isMunicipalityCode,
  municipalities,
  provisionMunicipality,
  tenancy,
} from '#app/tenancy/main'
import { E_PROVISIONING_REFUSED } from '../errors.js'

/** First parts of addresses that are no municipality's. */
const TAKEN = ['operator', 'health', 'status', 'metrics', 'assets']

export interface NewTown {
  code: string
  slug: string
  name: string
  nameKana: string
  adminLogin: string
  adminName: string
  /** 住民情報を持たない when false. */
  holdsResidentData: boolean
}

/**
 * Adds a municipality and its first administrator. The last time anybody from
 * outside is inside: from here on only its own staff are.
 *
 * @returns the administrator's temporary password, readable here only
 * @throws E_PROVISIONING_REFUSED naming the field
 */
export async function createMunicipality(town: NewTown): Promise<string> {
  if (!isMunicipalityCode(town.code)) {
    throw new E_PROVISIONING_REFUSED('code', 'operator.refused.code')
  }
  const all = await municipalities.all()
  if (all.some(({ code }) => code === town.code)) {
    throw new E_PROVISIONING_REFUSED('code', 'operator.refused.code_taken')
  }
  if (TAKEN.includes(town.slug) || all.some(({ slug }) => slug === town.slug)) {
    throw new E_PROVISIONING_REFUSED('slug', 'operator.refused.slug_taken')
  }
  const { adminLogin, adminName, ...facts } = town
  const id = await provisionMunicipality(facts)
  const { temporaryPassword } = await tenancy.run({ id }, () =>
    registerStaff({ loginId: adminLogin, name: adminName, role: 'system_administrator' })
  )
  return temporaryPassword
}
