import { test } from '@japa/runner'
import vine from '@vinejs/vine'
import edge from 'edge.js'
import {
  defineFieldType,
  defineModule,
  defineSubject,
  type ModuleManifest,
} from '#app/module_kit/main'
import { fieldTypesOf, installedModules, subjectsOf } from '#app/module_system/main'
import { municipalities, tenancy } from '#app/tenancy/main'
import { createMunicipality, switchModule } from '#tests/support/municipality'
import { addField } from '../actions/add_field.js'
import { both, facts, ja, setOf } from './support.js'

const colour = defineFieldType({
  takes: [],
  control: () => ({ kind: 'view', view: 'swatch' }),
  schema: () => vine.string().regex(/^#[0-9a-f]{6}$/),
  show: (value) => `色 ${value}`,
})

const subject = defineSubject({
  id: 'paints.order',
  label: 'paints.order',
  builtIns: [
    {
      key: 'wall',
      type: 'paints.colour',
      label: 'core.words.visible',
      use: { public: 'required' },
    },
  ],
})

const paints: ModuleManifest = defineModule({
  id: 'paints',
  version: '1.0.0',
  platform: '^1.0.0',
  title: 'paints.title',
  description: 'paints.description',
  handlesResidentData: false,
  subjects: [subject],
  fieldTypes: [
    {
      id: 'paints.colour',
      label: 'paints.colour',
      hint: 'paints.colour_hint',
      load: async () => ({ default: colour }),
    },
  ],
})

test.group('fields/types and subjects of modules [R22]', (group) => {
  group.setup(() => {
    const list = installedModules() as ModuleManifest[]
    list.push(paints)
    edge.registerTemplate('swatch', {
      template: `<input type="color" id="{{ id }}" name="{{ name }}" value="{{ value }}">`,
    })
    return () => {
      list.splice(list.indexOf(paints), 1)
      edge.removeTemplate('swatch')
    }
  })

  test('are there where the module is on, and nowhere else', async ({ assert }) => {
    const municipality = await createMunicipality({ modules: [] })
    assert.notInclude(subjectsOf(municipality), subject)
    await switchModule(municipality.id, 'paints', true)
    const now = await municipalities.byId(municipality.id)
    assert.include(subjectsOf(now), subject)
    assert.include(
      fieldTypesOf(now).map(({ id }) => id),
      'paints.colour'
    )
  })

  test('are asked for with a view of their own, checked, shown, and can be added', async ({
    assert,
  }) => {
    const municipality = await createMunicipality({ modules: ['paints'] })
    await tenancy.run(municipality, () =>
      addField(subject, {
        version: 0,
        type: 'paints.colour',
        facts: facts('屋根', { use: both('optional') }),
      })
    )
    const set = await setOf(municipality, subject)
    const refused = await set.read('public', { wall: 'red', extra_1: '#000000' }, ja())
    assert.deepEqual(refused.errors, [{ field: 'wall', message: '表示の形が正しくありません。' }])
    const { values } = await set.read('public', { wall: '#ff0000' }, ja())
    assert.deepEqual(set.rows('public', values!, ja())[0], { label: '表示', value: '色 #ff0000' })

    const inputs = set.inputs('public', ja(), { wall: '#ff0000' })
    const html = await edge
      .createRenderer()
      .share({ t: ja().t.bind(ja()) })
      .render('components/fields/inputs', { inputs, errors: [] })
    assert.include(html, '<input type="color" id="wall" name="wall" value="#ff0000">')
    assert.include(html, 'id="extra_1"')
  })
})
