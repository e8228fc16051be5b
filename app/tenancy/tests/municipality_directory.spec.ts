import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import { municipalities, tenancy } from '#app/tenancy/main'
import { createMunicipality } from '#tests/support/municipality'

test.group('tenancy/municipality directory', () => {
  test('a reading that began before a change is not kept after it', async ({ assert }) => {
    const municipality = await createMunicipality({ modules: [] })
    const system = db.connection('system')
    const connection = db.connection.bind(db)
    let release!: () => void
    const held = new Promise<void>((resolve) => (release = resolve))

    municipalities.forget()
    db.connection = ((name: string) =>
      name === 'system'
        ? {
            rawQuery: async (sql: string) => {
              const rows = await system.rawQuery(sql)
              await held
              return rows
            },
          }
        : connection(name)) as typeof db.connection
    const slow = municipalities.all()
    db.connection = connection

    await tenancy.run(municipality, () =>
      db.from('municipalities').where('id', municipality.id).update({ name: '新町' })
    )
    municipalities.forget()
    release()
    await slow
    assert.equal((await municipalities.byId(municipality.id)).name, '新町')
  })
})
