import type { I18n } from '@adonisjs/i18n'
import { idsOf, uuidsOf, type FindPerson, type PersonSection } from '@madoguchi/module-kit'
import { fieldSetOf, type FieldSet } from '#app/fields/main'
import { recipientKey } from '#app/mail/main'
import { municipalities, tenancy } from '#app/tenancy/main'
import { formatTimestamp } from '#app/ui/main'
import { accountSubject } from '../account_subject.js'
import { foldId } from '../user_id.js'
import { findAccount, type Account } from './find_account.js'

/** What is held on somebody in their account; who books is known to the reservation module by the same id. */
const accountOfPerson: FindPerson = async (keys, { i18n }) => {
  const accounts: Account[] = []
  for (const id of uuidsOf(keys, 'account', 'booker')) {
    const found = await findAccount('id', id)
    if (found) accounts.push(found)
  }
  /** 利用者IDs that were made of link codes. */
  for (const code of idsOf(keys, 'link_code')) {
    const found = await findAccount('user_key', foldId(code))
    if (found && accounts.every(({ id }) => id !== found.id)) accounts.push(found)
  }
  const { municipalityId } = tenancy.current()
  const fields = await fieldSetOf(accountSubject, await municipalities.byId(municipalityId))
  return {
    sections: accounts.map((account) => sectionOf(account, fields, i18n)),
    keys: accounts.flatMap(({ id, email }) => [
      { kind: 'account', id },
      { kind: 'booker', id },
      ...(email ? [recipientKey(email)] : []),
    ]),
  }
}

export default accountOfPerson

function sectionOf(account: Account, fields: FieldSet, i18n: I18n): PersonSection {
  const word = (key: string) => i18n.t(`accounts.${key}`)
  const rows: [string, string | null | undefined][] = [
    [word('words.user_id'), account.userId],
    [word('words.login_name'), account.loginName],
    [word('words.email'), account.email],
    [word('staff.state'), word(`staff.states.${account.state}`)],
    ...fields
      .rows('staff', account.details, i18n)
      .map(({ label, value }): [string, string | undefined] => [label, value]),
    [word('staff.created'), formatTimestamp(account.createdAt)],
    [
      word('staff.last_sign_in'),
      account.lastSignedInAt ? formatTimestamp(account.lastSignedInAt) : null,
    ],
  ]
  return {
    title: word('staff.privacy.section'),
    rows: rows.flatMap(([label, value]) => (value ? [{ label, value }] : [])),
  }
}
