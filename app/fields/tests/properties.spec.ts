import { test } from '@japa/runner'
import fc from 'fast-check'
import db from '@adonisjs/lucid/services/db'
import {
  CHOICE_LAYOUTS,
  FIELD_USES,
  INPUT_RULES,
  STANDARD_FIELD_TYPES,
  type FieldValues,
} from '#app/module_kit/main'
import { tenancy, type Municipality } from '#app/tenancy/main'
import { createMunicipality } from '#tests/support/municipality'
import { addField } from '../actions/add_field.js'
import { archiveField, canBeArchived, restoreField } from '../actions/archive_field.js'
import { changeField } from '../actions/change_field.js'
import { moveField } from '../actions/move_field.js'
import type { StoredField } from '../definitions.js'
import { E_FIELD_LABEL_TAKEN } from '../errors.js'
import type { FieldFacts } from '../field_changes.js'
import { buildFieldSet } from '../field_set_of.js'
import { factsOf, ja, sample, setOf } from './support.js'

/** Characters that systems lose: outside the BMP, CP932's own, compatibility ideographs, variants, marks, controls. */
const awkward = fc.constantFrom(
  ...[
    '𠮷',
    '髙',
    '﨑',
    '\uFA10',
    '邉\u{E0104}',
    '葛\u{E0100}',
    'か\u3099',
    'ﾔ',
    'ﾞ',
    'あ',
    'ア',
    '山',
  ],
  ...[
    '\u3000',
    ' ',
    '\t',
    '\n',
    '\u0000',
    '\ud842',
    '\u200B',
    '１',
    '9',
    'Z',
    '<',
    '&',
    '{',
    '}',
    "'",
    '👨‍👩‍👧',
  ],
  ...[
    '-',
    '－',
    '@example.jp',
    '2000-02-29',
    '昭和20年月日不詳',
    '043-123-4567',
    '2600013',
    'yes',
    'c1',
  ]
)
const text = fc.oneof(
  fc.array(awkward, { maxLength: 12 }).map((parts) => parts.join('')),
  fc.string({ unit: 'binary' })
)
const words = fc.record({ ja: fc.string({ unit: 'grapheme', minLength: 1, maxLength: 20 }) })

const facts: fc.Arbitrary<FieldFacts> = fc.record({
  label: words,
  hint: fc.constant({}),
  choices: fc.constant([]),
  layout: fc.constantFrom(...CHOICE_LAYOUTS),
  inputRule: fc.constantFrom(...INPUT_RULES),
  maxLength: fc.integer({ min: 1, max: 50 }),
  split: fc.boolean(),
  searchable: fc.boolean(),
  personal: fc.boolean(),
  use: fc.record({ public: fc.constantFrom(...FIELD_USES), staff: fc.constantFrom(...FIELD_USES) }),
})

const choices = fc
  .array(fc.record({ label: words, retired: fc.boolean() }), { minLength: 1, maxLength: 4 })
  .map((list) => list.map((choice, i) => ({ ...choice, value: `c${i + 1}` })))

/** A set of added fields of any type, each with a name that occurs in no other's messages. */
const definitions: fc.Arbitrary<StoredField[]> = fc
  .array(fc.record({ type: fc.constantFrom(...STANDARD_FIELD_TYPES), facts, choices }), {
    minLength: 1,
    maxLength: 8,
  })
  .map((list) =>
    list.map(({ type, facts: chosen, choices: offered }, i) => ({
      key: `extra_${i + 1}`,
      type,
      ...chosen,
      choices: offered,
      label: { ja: `${chosen.label.ja}#${i + 1}` },
      use: { public: chosen.use.public, staff: chosen.use.staff },
    }))
  )

const PART_NAMES = [
  'family',
  'given',
  'year',
  'month',
  'day',
  'first',
  'second',
  'area',
  'exchange',
  'line',
  'x',
]
const sent = fc.oneof(
  { weight: 6, arbitrary: text },
  {
    weight: 2,
    arbitrary: fc.dictionary(fc.constantFrom(...PART_NAMES), text, { noNullPrototype: true }),
  },
  { weight: 1, arbitrary: fc.array(text, { maxLength: 3 }) },
  { weight: 1, arbitrary: fc.constantFrom(null, undefined, 1, true, {}, [], { family: {} }, [[]]) }
)
const body = fc.dictionary(
  fc.integer({ min: 1, max: 8 }).map((n) => `extra_${n}`),
  sent
)

const throughDatabase = (municipality: Municipality, values: FieldValues) =>
  tenancy.run(municipality, async () => {
    const { rows } = await db.rawQuery('SELECT ?::jsonb AS values', [JSON.stringify(values)])
    return rows[0].values as FieldValues
  })

/** Types whose text is legal and never touched. */
const LEGAL = ['core.name', 'core.address']

test.group('fields/properties', () => {
  test('any fields, anything sent: stored exactly and shown, or refused by name [R72]', async ({
    assert,
  }) => {
    const municipality = await createMunicipality({ modules: [] })
    await fc.assert(
      fc.asyncProperty(
        definitions,
        body,
        fc.constantFrom('public', 'staff'),
        async (stored, form, side) => {
          const set = await buildFieldSet({ ...sample, builtIns: [] }, 1, stored)
          set.inputs(side, ja(), form)
          const read = await set.read(side, form, ja())
          if (read.errors) {
            assert.isNotEmpty(read.errors)
            for (const { field, message } of read.errors)
              assert.include(message, set.find(field)!.label.ja)
            return
          }
          assert.deepEqual(await throughDatabase(municipality, read.values), read.values)
          const rows = set.rows(side, read.values, ja())
          for (const [key, value] of Object.entries(read.values)) {
            const { label, type } = set.find(key)!
            const shown = rows.find((row) => row.label === label.ja)?.value
            assert.isString(shown, key)
            if (LEGAL.includes(type) && typeof form[key] === 'string') {
              assert.strictEqual(value, form[key])
              assert.strictEqual(shown, form[key])
            }
          }
          set.inputs(side, ja(), read.values)
          for (const column of set.columns(ja())) assert.isString(column.plain(read.values))
        }
      ),
      { numRuns: 400 }
    )
  }).timeout(60_000)

  test('what is stored is read again unchanged from the boxes it is put in', async ({ assert }) => {
    await fc.assert(
      fc.asyncProperty(definitions, body, async (stored, form) => {
        const asked = stored.map((field) => ({
          ...field,
          /** Room for a name in two pieces when it is put into one. */
          maxLength: 1000,
          use: { public: 'optional', staff: 'optional' } as const,
        }))
        const set = await buildFieldSet({ ...sample, builtIns: [] }, 1, asked)
        const first = await set.read('public', form, ja())
        if (!first.values) return
        const boxes = set.inputs('public', ja(), first.values).map(({ key, value }) => [key, value])
        const again = await set.read('public', Object.fromEntries(boxes), ja())
        assert.deepEqual(again.errors, undefined)
        /** A name in one piece that is put into two boxes is in two pieces afterwards, and reads the same. */
        const shown = (values: FieldValues) =>
          set.rows('public', values, ja()).map(({ value }) => value?.replaceAll(' ', '\u3000'))
        assert.deepEqual(shown(again.values!), shown(first.values))
      }),
      { numRuns: 300 }
    )
  }).timeout(60_000)

  test('no sequence of changes makes an old record unreadable [R57]', async ({ assert }) => {
    const change = fc.record({
      kind: fc.constantFrom('add', 'change', 'move', 'archive', 'restore'),
      which: fc.nat(),
      type: fc.constantFrom(...STANDARD_FIELD_TYPES),
      facts,
      choices,
      direction: fc.constantFrom('up' as const, 'down' as const),
    })
    await fc.assert(
      fc.asyncProperty(
        fc.array(change, { minLength: 3, maxLength: 10 }),
        body,
        async (changes, form) => {
          const municipality = await createMunicipality({ modules: [] })
          const records: FieldValues[] = []
          for (const { kind, which, type, facts: chosen, choices: offered, direction } of changes) {
            const set = await setOf(municipality)
            const definition = set.definitions[which % set.definitions.length]
            const { key } = definition
            const { version } = set
            const kept = new Set(offered.map(({ value }) => value))
            const retired = definition.choices
              .filter(({ value }) => !kept.has(value))
              .map((choice) => ({ ...choice, retired: true }))
            const work = {
              add: () =>
                addField(sample, { version, type, facts: { ...chosen, choices: offered } }),
              change: () =>
                changeField(sample, {
                  version,
                  key,
                  facts: factsOf(definition, { ...chosen, choices: [...offered, ...retired] }),
                }),
              move: () => moveField(sample, { version, key, direction }),
              archive: async () => {
                if (canBeArchived(definition) && !definition.archived)
                  await archiveField(sample, { version, key })
              },
              restore: async () => {
                if (canBeArchived(definition) && definition.archived)
                  await restoreField(sample, { version, key })
              },
            }[kind]
            try {
              await tenancy.run(municipality, async () => void (await work()))
            } catch (error) {
              assert.instanceOf(error, E_FIELD_LABEL_TAKEN)
            }
            const now = await setOf(municipality)
            for (const side of ['public', 'staff'] as const) {
              const { values } = await now.read(side, form, ja())
              if (values) records.push(await throughDatabase(municipality, now.storable(values)))
            }
            for (const record of records) {
              const rows = [...now.rows('staff', record, ja()), ...now.rows('public', record, ja())]
              for (const [name, value] of Object.entries(record)) {
                const alone = [
                  ...now.rows('staff', { [name]: value }, ja()),
                  ...now.rows('public', { [name]: value }, ja()),
                ]
                assert.isTrue(
                  alone.some((row) => typeof row.value === 'string' && row.value !== ''),
                  name
                )
              }
              assert.isAtLeast(
                rows.filter((row) => row.value !== undefined).length,
                Object.keys(record).length
              )
            }
          }
        }
      ),
      { numRuns: 25 }
    )
  }).timeout(120_000)
})
