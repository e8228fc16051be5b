import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import { fieldSetOf, indexValues } from '#app/fields/main'
import { applyRetention } from '#app/privacy/actions/apply_retention'
import { tenancy, type Municipality } from '#app/tenancy/main'
import { createAccount } from '#tests/support/account'
import { accountSubject } from '../account_subject.js'
import { withdrawAccount } from '../actions/set_account_state.js'
import { townWithAccounts } from './support.js'

const accountsOf = (municipality: Municipality) =>
  tenancy.run(municipality, async () => {
    const { rows } = await db.rawQuery('SELECT id FROM accounts ORDER BY id')
    return rows.map(({ id }: { id: string }) => id)
  })

test.group('accounts/retention', () => {
  test('a withdrawn account goes after its days; one that is used, or was withdrawn lately, stays', async ({
    assert,
  }) => {
    const { municipality } = await townWithAccounts({}, { accounts: 0 })
    const [used, lately, long] = [
      await createAccount(municipality),
      await createAccount(municipality),
      await createAccount(municipality),
    ]
    await tenancy.run(municipality, async () => {
      await withdrawAccount(lately.id)
      await withdrawAccount(long.id)
      await db.rawQuery(
        `UPDATE accounts SET settled_at = now() - interval '182 days' WHERE id = ?`,
        [long.id]
      )
    })
    await applyRetention(municipality)
    assert.sameMembers(await accountsOf(municipality), [used.id, lately.id])
    const { rows } = await tenancy.run(municipality, () =>
      db.rawQuery('SELECT what, records FROM deletion_records')
    )
    assert.deepEqual(rows, [{ what: 'accounts.withdrawn', records: 1 }])
  })

  test('登録抹消 leaves nothing in the index by which names are found', async ({ assert }) => {
    const { municipality } = await townWithAccounts({}, { accounts: 0 })
    const { id } = await createAccount(municipality)
    const left = await tenancy.run(municipality, async () => {
      const fields = await fieldSetOf(accountSubject, municipality)
      await indexValues(fields, id, { kana: 'カツラギ ヨシノ' })
      const count = async () =>
        (await db.rawQuery('SELECT count(*)::int AS n FROM field_values WHERE record_id = ?', [id]))
          .rows[0].n
      const before = await count()
      await withdrawAccount(id)
      return { before, after: await count() }
    })
    assert.isAbove(left.before, 0)
    assert.equal(left.after, 0)
  })
})
