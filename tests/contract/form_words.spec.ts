import { glob, readFile } from 'node:fs/promises'
import { test } from '@japa/runner'
import app from '@adonisjs/core/services/app'
import i18nManager from '@adonisjs/i18n/services/main'
import vine, { VineValidator } from '@vinejs/vine'
import { formMessages } from '#app/http/main'

/** What a compiled schema tells of its boxes; Vine's own types do not describe it. */
interface Node {
  fieldName?: string
  properties?: Node[]
  each?: Node
  groups?: { conditions: { schema: Node }[] }[]
}

/** The names of all boxes of a form, those of lists and of boxes that appear only sometimes included. */
function boxesOf({ fieldName, properties = [], each, groups = [] }: Node): string[] {
  const inner = [...properties, ...(each ? [each] : [])]
  const sometimes = groups.flatMap(({ conditions }) => conditions.map(({ schema }) => schema))
  const own = fieldName && fieldName !== '*' && properties.length === 0 ? [fieldName] : []
  return [...own, ...[...inner, ...sometimes].flatMap(boxesOf)]
}

/** The validators of a folder, exported themselves or kept by a controller. */
async function validatorsIn(folder: string) {
  const found: { file: string; validator: VineValidator<any, any> }[] = []
  for await (const file of glob(`${folder}/**/*.ts`, { cwd: app.makePath() })) {
    if (/\/(tests|migrations|stubs)\//.test(file)) continue
    if (!(await readFile(app.makePath(file), 'utf8')).includes('@vinejs/vine')) continue
    const values = Object.values<any>(await import(`../../${file.replace(/\.ts$/, '.js')}`))
    const kept = values.flatMap((value) =>
      typeof value === 'function' ? Object.values(value) : []
    )
    for (const validator of new Set([...values, ...kept])) {
      if (validator instanceof VineValidator) found.push({ file, validator })
    }
  }
  return found
}

/** What a form or an address carries without asking for it: only one that was tampered with is told of it. */
const UNSEEN = new Set(
  'accounts conditions dir geta id keep_zeros key look mismatch_seen offer page q seen_at seq sort token'.split(
    ' '
  )
)

/** The table of transitions has a box for each pair of statuses, called by their codes. */
const STATUS = /^[A-Z_]+$/

const has = (key: string) => i18nManager.locale('ja').resolveIdentifier(key) !== null

test.group('the words of a form', () => {
  for (const folder of ['app', 'modules']) {
    test(`each box of each form in ${folder} has a name`, async ({ assert }) => {
      const nameless = new Set<string>()
      const validators = await validatorsIn(folder)
      assert.isAbove(validators.length, 20)
      for (const { file, validator } of validators) {
        const moduleId = folder === 'modules' ? file.split('/')[1] : 'shared'
        for (const box of boxesOf((validator.toJSON().schema as { schema: Node }).schema)) {
          const named = [moduleId, 'shared'].some((space) =>
            has(`validator.${space}.fields.${box}`)
          )
          if (!named && !UNSEEN.has(box) && !STATUS.test(box)) nameless.add(`${moduleId}: ${box}`)
        }
      }
      assert.deepEqual([...nameless].sort(), [])
    })
  }

  test('two modules may call a box of the same name differently', async ({ assert }) => {
    const wrong = async (moduleId?: string) => {
      const messagesProvider = formMessages(i18nManager.locale('ja'), moduleId)
      const [error] = await vine
        .create({ kind: vine.string() })
        .validate({}, { messagesProvider })
        .catch(({ messages }) => messages)
      return error.message
    }
    assert.equal(await wrong('card-progress'), '種別を入力してください。')
    assert.equal(await wrong('reservation'), '設定することを入力してください。')
  })

  test('of a list, what is wrong is called by the name of the list', async ({ assert }) => {
    const messagesProvider = formMessages(i18nManager.locale('ja'), 'card-progress')
    const [error] = await vine
      .create({ codes: vine.array(vine.string().email()) })
      .validate({ codes: ['?'] }, { messagesProvider })
      .catch(({ messages }) => messages)
    assert.match(error.message, /^リンク番号・管理番号の形が/)
  })
})
