import { test } from '@japa/runner'
import {
  defineEvent,
  defineModule,
  defineSettings,
  defineSubject,
  extensionPoint,
  fill,
  listen,
  ModuleError,
  uiSlot,
  fillSlot,
  type ModuleManifest,
} from '#app/module_kit/main'
import { validateManifests } from '../validate_manifests.js'

const manifest = (id: string, more: Partial<ModuleManifest> = {}) =>
  defineModule({
    id,
    version: '1.0.0',
    platform: '^1.0.0',
    title: `${id}.title`,
    description: `${id}.description`,
    handlesResidentData: false,
    ...more,
  })

const subject = (id: string, ...builtIns: { key: string; type: string }[]) =>
  defineSubject({
    id,
    label: id,
    builtIns: builtIns.map((field) => ({ ...field, label: field.key })),
  })

const report = (id: string, permission: string) => ({
  ...{ id, permission, label: id, period: 'day' as const },
  load: async () => ({ default: async () => ({ columns: [], rows: [] }) }),
})

const permission = (id: string) => ({ id, label: id, roles: [] })

test.group('manifests are checked at boot', () => {
  const refusals: [string, ModuleManifest[], RegExp][] = [
    [
      'an unknown required module',
      [manifest('a', { requires: ['b'] })],
      /"a" requires "b", which is not installed/,
    ],
    [
      'a circle',
      [manifest('a', { requires: ['b'] }), manifest('b', { requires: ['a'] })],
      /in a circle: a → b → a/,
    ],
    [
      'a version mismatch',
      [manifest('a', { platform: '^2.0.0' })],
      /"a" 1.0.0 needs platform \^2.0.0, but this is 1.0.0/,
    ],
    ['a range that is none', [manifest('a', { platform: 'new' })], /which is not a version range/],
    ['a version that is none', [manifest('a', { version: 'one' })], /not a semantic version/],
    ['an id that is none', [manifest('A b')], /"A b" cannot be a module id/],
    ['an id the platform uses itself', [manifest('staff')], /cannot be called "staff"/],
    ['two modules of one name', [manifest('a'), manifest('a')], /Two modules are called "a"/],
    [
      'a report outside its own name',
      [manifest('a', { permissions: [permission('a.see')], reports: [report('b.list', 'a.see')] })],
      /"a" declares the report "b.list". Its name must begin with "a."/,
    ],
    [
      'a report for a permission nobody has',
      [manifest('a', { reports: [report('a.list', 'a.see')] })],
      /"a" uses the permission "a.see"/,
    ],
    [
      'a permission declared twice',
      [manifest('a', { permissions: [permission('a.see'), permission('a.see')] })],
      /The permission "a.see" is declared twice/,
    ],
    [
      'a UI slot declared twice',
      [manifest('a', { slots: [uiSlot('a.top'), uiSlot('a.top')] })],
      /The UI slot "a.top" is declared twice/,
    ],
    [
      'a name in another’s name space',
      [manifest('a', { permissions: [permission('b.see')] })],
      /must begin with "a\."/,
    ],
    [
      'settings under another’s name',
      [manifest('a', { settings: defineSettings('b', {}) })],
      /"a" calls its settings "b"/,
    ],
    [
      'a menu entry with an unknown permission',
      [manifest('a', { menu: [{ label: 'x', route: 'x', permission: 'a.nothing', order: 1 }] })],
      /uses the permission "a.nothing", which no installed module declares/,
    ],
    [
      'a filling of an unknown slot',
      [manifest('a', { fillsSlots: [fillSlot(uiSlot('b.top'), { view: 'a::x' })] })],
      /uses the UI slot "b.top"/,
    ],
    [
      'a filling for people with an unknown permission',
      [
        manifest('a', {
          slots: [uiSlot('a.top')],
          fillsSlots: [fillSlot(uiSlot('a.top'), { view: 'a::x', permission: 'a.nothing' })],
        }),
      ],
      /uses the permission "a.nothing"/,
    ],
    [
      'an answer to an unknown extension point',
      [manifest('a', { fills: [fill(extensionPoint('b.ask'), async () => ({ default: {} }))] })],
      /uses the extension point "b.ask"/,
    ],
    [
      'a subject declared twice',
      [manifest('a', { subjects: [subject('a.person'), subject('a.person')] })],
      /The subject "a.person" is declared twice/,
    ],
    [
      'a subject in another’s name space',
      [manifest('a', { subjects: [subject('b.person')] })],
      /declares the subject "b.person". Its name must begin with "a\."/,
    ],
    [
      'a subject that cannot be part of an address',
      [manifest('a', { subjects: [subject('a.Person')] })],
      /"a.Person". It is part of addresses/,
    ],
    [
      'a field of an unknown type',
      [manifest('a', { subjects: [subject('a.person', { key: 'x', type: 'a.colour' })] })],
      /uses the field type "a.colour", which no installed module declares/,
    ],
    [
      'a field declared twice',
      [
        manifest('a', {
          subjects: [
            subject('a.person', { key: 'x', type: 'core.text' }, { key: 'x', type: 'core.text' }),
          ],
        }),
      ],
      /"a.person" declares the field "x" twice/,
    ],
    [
      'a field with the key of an added one',
      [manifest('a', { subjects: [subject('a.person', { key: 'extra_1', type: 'core.text' })] })],
      /calls a field "extra_1"/,
    ],
    [
      'a listener of an unknown event',
      [
        manifest('a', {
          listens: [listen(defineEvent('b.done'), async () => ({ default: async () => {} }))],
        }),
      ],
      /uses the event "b.done"/,
    ],
  ]
  for (const [what, manifests, message] of refusals) {
    test(`${what} is refused with a sentence`, ({ assert }) => {
      assert.throws(() => validateManifests(manifests, '1.0.0'), message)
      try {
        validateManifests(manifests, '1.0.0')
      } catch (error) {
        assert.instanceOf(error, ModuleError)
      }
    })
  }

  test('a module comes after those it requires, whatever the order of the list', ({ assert }) => {
    const ordered = validateManifests([
      manifest('c', { requires: ['b'] }),
      manifest('a'),
      manifest('b', { requires: ['a'] }),
    ])
    assert.deepEqual(
      ordered.map(({ id }) => id),
      ['a', 'b', 'c']
    )
  })

  test('a field may be of a type another module brings', ({ assert }) => {
    const colour = { id: 'b.colour', label: '', hint: '', load: async () => ({}) as any }
    const person = subject('a.person', { key: 'x', type: 'b.colour' })
    assert.doesNotThrow(() =>
      validateManifests([
        manifest('a', { requires: ['b'], subjects: [person] }),
        manifest('b', { fieldTypes: [colour] }),
      ])
    )
  })

  test('what an optional module that is left out would have declared may be used', ({ assert }) => {
    const listening = manifest('a', {
      optional: ['b'],
      listens: [listen(defineEvent('b.done'), async () => ({ default: async () => {} }))],
    })
    assert.doesNotThrow(() => validateManifests([listening]))
  })
})
