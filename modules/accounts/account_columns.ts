import type { I18n } from '@adonisjs/i18n'
import { fieldSetOf } from '#app/fields/main'
import type { Municipality } from '#app/tenancy/main'
import { accountSubject } from './account_subject.js'

const OWN = [
  'user_id',
  'initial_password',
  'login_name',
  'email',
  'notice_number',
  'birth_date',
] as const

/** A column of the file accounts are imported from. */
export interface Column {
  header: string
  meaning: string
  /** What the platform itself keeps of an account. */
  name?: (typeof OWN)[number]
  /** Key of a configured field. */
  field?: string
}

/** The columns a file may have, in the municipality's words; none of them has to be there. */
export async function accountColumns(municipality: Municipality, i18n: I18n): Promise<Column[]> {
  const fields = await fieldSetOf(accountSubject, municipality)
  const own = OWN.map((name) => ({
    name,
    header: i18n.t(`accounts.staff.import.headers.${name}`),
    meaning: i18n.t(`accounts.staff.import.meanings.${name}`),
  }))
  const taken = new Set(own.map(({ header }) => header))
  const configured = fields.inputs('staff', i18n).flatMap(({ credential, key, label, required }) =>
    credential || taken.has(label)
      ? []
      : [
          {
            field: key,
            header: label,
            meaning: i18n.t(
              required ? 'accounts.staff.import.required' : 'accounts.staff.import.field'
            ),
          },
        ]
  )
  return [...own, ...configured]
}
