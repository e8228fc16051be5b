import { test } from '@japa/runner'
import { classified } from '#app/module_kit/main'
import { columnsOutOfRegister, databaseColumns } from '#app/privacy/main'

test.group('the register of columns', () => {
  test('says of every column of every table what it holds, and of no other', async ({ assert }) => {
    const database = await databaseColumns()
    assert.isAbove(Object.keys(database).length, 50)
    assert.includeMembers(Object.keys(database), ['reservations', 'system.sessions', 'pgboss.job'])
    assert.deepEqual(
      columnsOutOfRegister(database),
      { unclassified: [], vanished: [] },
      'Classify them in the "personalData.columns" of whoever owns the table.'
    )
  })

  test('names a column nobody classified, a table nobody knows, and what is gone', ({ assert }) => {
    const register = {
      people: classified({ personal: 'name', none: 'id' }),
      old: classified({ none: 'id' }),
    }
    assert.deepEqual(
      columnsOutOfRegister({ people: ['id', 'name', 'birthday'], pets: ['id'] }, register),
      {
        unclassified: ['people.birthday', 'pets.id'],
        vanished: ['old.id'],
      }
    )
  })
})
