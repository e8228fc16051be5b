import { test } from '@japa/runner'
import { ModuleError } from '../main.js'
import { withModule } from '../module_list.js'

const LIST = `import type { ModuleManifest } from '#app/module_kit/main'
import reservation from '#modules/reservation/module'

const installed: ModuleManifest[] = [reservation]

export default installed
`
const notices = { name: 'notices', from: '@example/madoguchi-notices/module' }

test.group('the list of modules', () => {
  test('gets one import and one entry', ({ assert }) => {
    assert.equal(
      withModule(LIST, notices),
      `import type { ModuleManifest } from '#app/module_kit/main'
import reservation from '#modules/reservation/module'
import notices from '@example/madoguchi-notices/module'

const installed: ModuleManifest[] = [reservation, notices]

export default installed
`
    )
  })

  test('stays as it is when the module is in it', ({ assert }) => {
    const once = withModule(LIST, notices)
    assert.equal(withModule(once, notices), once)
  })

  test('may be empty or long', ({ assert }) => {
    const empty = LIST.replace('[reservation]', '[]')
    assert.include(withModule(empty, notices), '= [notices]')
    const long = LIST.replace('[reservation]', '[\n  reservation,\n  other,\n]')
    assert.include(withModule(long, notices), 'other, notices]')
  })

  test('is left alone when it is not understood, with a sentence', ({ assert }) => {
    assert.throws(() => withModule('export default []\n', notices), /by hand/)
    assert.throws(
      () => withModule(LIST, { name: 'reservation', from: 'elsewhere' }),
      /imports something else as "reservation"/
    )
    try {
      withModule('', notices)
    } catch (error) {
      assert.instanceOf(error, ModuleError)
    }
  })
})
