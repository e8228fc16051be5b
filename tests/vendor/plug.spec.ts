import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import { APP_ROOT } from '#database/embedded/installation'
import { tenancy } from '#app/tenancy/main'
import { Visitor } from '#tests/support/browserless'
import { CheckoutCopy, type Outcome } from '#tests/support/checkout_copy'
import {
  createCounter,
  createMunicipality,
  createSlots,
  createStaff,
  switchModule,
} from '#tests/support/municipality'
import { Resident } from '#tests/support/resident'
import type { ServerProcess } from '#tests/support/server_process'
import { signedIn } from '#tests/support/staff_session'

const PACKAGE = '@example/madoguchi-notices'
const SOURCE = 'tests/fixtures/vendor_notices'
const LIST = 'config/modules.ts'

const ENTRY = /\bnotices(?=,?\s*\])/

/** What the list of modules holds, in order. */
const entriesOf = (list: string) =>
  /const installed[^=]*=\s*\[([^\]]*)\]/
    .exec(list)![1]
    .split(',')
    .map((entry) => entry.trim())
    .filter(Boolean)

/** A town with a counter, a slot and people, on a server. */
async function openTown(name: string) {
  const municipality = await createMunicipality({ name })
  const counter = await createCounter(municipality)
  const [slot] = await createSlots(municipality, counter, { capacity: 20 })
  const admin = await createStaff(municipality, 'system_administrator')
  const { slug } = municipality
  return { municipality, slug, base: `/${slug}/staff`, counter, slot, admin }
}
type Town = Awaited<ReturnType<typeof openTown>>

const rowsOf = (town: Town, sql: string) =>
  tenancy.run(town.municipality, async () => (await db.rawQuery(sql)).rows as any[])
const arrivalsNoted = (town: Town) =>
  rowsOf(town, 'SELECT reservation_id FROM notice_arrivals ORDER BY noted_at')

/** A resident books, comes, and is marked as arrived. @returns the reservation's page afterwards */
async function arrive(town: Town, server: ServerProcess, visitor: Visitor) {
  await new Resident(new Visitor(server.baseUrl), town.slug).book(town.slot)
  const list = await visitor.get(`${town.base}/slots/${town.slot}`)
  const address = [...list.text.matchAll(/href="([^"]*\/staff\/reservations\/[0-9a-f-]{36})"/g)].at(
    -1
  )![1]
  const marked = await visitor.submit(await visitor.get(address), /arrival$/)
  if (marked.status !== 303) throw new Error(`The arrival was answered with ${marked.status}`)
  return visitor.get(address)
}

async function switchOver(town: Town, visitor: Visitor, to: 'enable' | 'disable') {
  const from = to === 'enable' ? '/modules' : '/modules/notices/disable'
  const page = await visitor.get(town.base + from)
  return visitor.submit(page, new RegExp(`modules/notices/${to}$`))
}

/** One sentence and nothing else: no stack trace, no second line. */
function assertOneSentence(
  assert: { equal: Function; match: Function; notEqual: Function },
  { code, output }: Outcome,
  sentence: RegExp
) {
  assert.notEqual(code, 0, output)
  assert.match(output, sentence)
  assert.equal(output.split('\n').length, 1, output)
}

test.group('vendor', (group) => {
  let copy: CheckoutCopy
  let server: ServerProcess

  group.setup(() => {
    copy = CheckoutCopy.make(APP_ROOT)
    return () => copy.remove()
  })

  test('a package is compiled, packed and installed like any other', async ({ assert }) => {
    for (const outcome of [
      await copy.bin('tsc', '-p', SOURCE),
      await copy.npm('pack', `./${SOURCE}`),
      await copy.npm('install', './example-madoguchi-notices-1.0.0.tgz'),
    ]) {
      assert.equal(outcome.code, 0, outcome.output)
    }
    const { dependencies } = JSON.parse(copy.read('package.json'))
    assert.include(dependencies[PACKAGE], 'example-madoguchi-notices-1.0.0.tgz')
    const sources = [copy.read(`node_modules/${PACKAGE}/dist/actions/write_notice.js`)]
    assert.include(sources[0], `from '@madoguchi/module-kit/runtime'`)
  })

  test('configure refuses a package made for another platform and changes nothing', async ({
    assert,
    cleanup,
  }) => {
    const manifest = `node_modules/${PACKAGE}/dist/module.js`
    const [good, list] = [copy.read(manifest), copy.read(LIST)]
    cleanup(() => copy.write(manifest, good))
    copy.write(manifest, good.replace(`platform: '^1.0.0'`, `platform: '^9.0.0'`))
    assertOneSentence(
      assert,
      await copy.ace('configure', PACKAGE),
      /^Module "notices" 1\.0\.0 needs platform \^9\.0\.0, but this is 1\./
    )
    assert.equal(copy.read(LIST), list)
  })

  test('configure adds one import and one entry, once', async ({ assert }) => {
    const before = copy.read(LIST)
    const outcome = await copy.ace('configure', PACKAGE)
    assert.equal(outcome.code, 0, outcome.output)
    const after = copy.read(LIST)
    assert.deepEqual(entriesOf(after), [...entriesOf(before), 'notices'])
    assert.include(after, `\nimport notices from '${PACKAGE}/module'\n`)
    const again = await copy.ace('configure', PACKAGE)
    assert.equal(again.code, 0, again.output)
    assert.equal(copy.read(LIST), after)
  })

  test('what cannot be mounted is told in one sentence, by ace and by the server', async ({
    assert,
    cleanup,
  }) => {
    const list = copy.read(LIST)
    cleanup(() => copy.write(LIST, list))
    const refusals: [string, RegExp][] = [
      [
        `{ ...notices, requires: ['resident-book'] }`,
        /^Module "notices" requires "resident-book", which is not installed\..*"notices"\.$/,
      ],
      [
        `{ ...notices, requires: ['other'] }, { ...notices, id: 'other', settings: undefined, requires: ['notices'] }`,
        /^Modules require each other in a circle: notices → other → notices\./,
      ],
      [
        `{ ...notices, platform: '^2.0.0' }`,
        /^Module "notices" 1\.0\.0 needs platform \^2\.0\.0, but this is 1\..*config\/modules\.ts\.$/,
      ],
    ]
    for (const [entry, sentence] of refusals) {
      copy.write(LIST, list.replace(ENTRY, entry))
      assertOneSentence(assert, await copy.ace('list'), sentence)
      assertOneSentence(
        assert,
        await copy.node('--import=@poppinss/ts-exec', 'bin/server.ts'),
        sentence
      )
    }
    /** Needs the routes, which ace's list of commands does not load. */
    copy.write(LIST, list.replace(ENTRY, `{ ...notices, home: 'notices.start' }`))
    assertOneSentence(
      assert,
      await copy.node('--import=@poppinss/ts-exec', 'bin/server.ts'),
      /^Module "notices" leads to the route "notices\.start", which it does not have\./
    )
  })

  test('make:module refuses with a sentence and changes nothing', async ({ assert }) => {
    const list = copy.read(LIST)
    const refusals: [string, RegExp][] = [
      ['Lost_Property', /^"Lost_Property" cannot be a module id\./],
      ['reservation', /^modules\/reservation exists already\./],
      ['notices', /^Two modules are called "notices"\./],
      ['staff', /^A module cannot be called "staff"/],
      ['default', /^"default" is a word of TypeScript/],
    ]
    for (const [id, sentence] of refusals) {
      assertOneSentence(assert, await copy.ace('make:module', id), sentence)
    }
    assert.equal(copy.read(LIST), list)
  })

  test('make:module makes a module that keeps the house’s form', async ({ assert }) => {
    const made = await copy.ace('make:module', 'lost-property', '--title=遺失物')
    assert.equal(made.code, 0, made.output)
    assert.include(made.output, 'migration:run')
    assert.deepEqual(entriesOf(copy.read(LIST)).slice(-2), ['notices', 'lostProperty'])
    for (const outcome of [
      await copy.bin('eslint', 'modules/lost-property', LIST),
      await copy.bin('depcruise', '--config', '.dependency-cruiser.cjs', 'modules', 'config'),
    ]) {
      assert.equal(outcome.code, 0, outcome.output)
    }
  })

  test('migration:run makes the tables, closed between municipalities', async ({ assert }) => {
    const outcome = await copy.ace('migration:run', '--force')
    assert.equal(outcome.code, 0, outcome.output)
    const { rows } = await db.connection('owner').rawQuery(
      `SELECT relname, relrowsecurity AND relforcerowsecurity AS forced FROM pg_class
        WHERE relname IN ('notices', 'notice_arrivals', 'lost_property_entries')
          AND relkind = 'r' ORDER BY relname`
    )
    assert.deepEqual(rows, [
      { relname: 'lost_property_entries', forced: true },
      { relname: 'notice_arrivals', forced: true },
      { relname: 'notices', forced: true },
    ])
  })

  test('both keep the module contract', async ({ assert }) => {
    for (const [suite, id] of [
      ['contract', 'notices'],
      ['lost-property', 'lost-property'],
    ]) {
      const outcome = await copy.suite(suite)
      assert.equal(outcome.code, 0, outcome.output)
      assert.include(outcome.output, `${id} keeps the module contract`)
    }
  })

  test('with both plugged in the walls between municipalities hold', async ({ assert }) => {
    const walls = ['columns', 'row_security', 'foreign_ids', 'proxy_operator']
    const outcome = await copy.suite('isolation', ...walls)
    assert.equal(outcome.code, 0, outcome.output)
    assert.match(outcome.output, /PASSED/)
    for (const ran of [
      'register of columns',
      'row level',
      'another municipality’s ids',
      'on the phone',
    ]) {
      assert.include(outcome.output, ran)
    }
  })

  test('off, on, off and on again for one municipality; never on for the other', async ({
    assert,
  }) => {
    const [town, other] = [await openTown('甲町'), await openTown('乙町')]
    server = await copy.serve()
    const staff = await signedIn(town.slug, town.admin, server.baseUrl)
    const otherStaff = await signedIn(other.slug, other.admin, server.baseUrl)
    const resident = new Visitor(server.baseUrl)

    const assertOff = async (where: Town, visitor: Visitor) => {
      for (const path of [`/${where.slug}/notices`, `${where.base}/notices`]) {
        assert.equal((await visitor.get(path)).status, 404, path)
      }
      assert.equal((await visitor.get(`${where.base}/settings/notices`)).status, 404)
      const menu = await visitor.get(where.base)
      assert.notInclude(menu.text, `${where.base}/notices`)
      const matrix = await visitor.get(`${where.base}/members/permissions`)
      assert.equal(matrix.status, 200)
      assert.notInclude(matrix.words(), 'お知らせを書く')

      const heard = (await arrivalsNoted(where)).length
      const page = await arrive(where, server, visitor)
      assert.include(page.words(), '来庁済')
      assert.notInclude(page.words(), '来庁の控え')
      assert.lengthOf(await arrivalsNoted(where), heard)
    }

    const assertOn = async () => {
      assert.equal((await resident.get(`/${town.slug}/notices`)).status, 200)
      assert.include((await resident.get(`/${town.slug}`)).words(), 'お知らせ')
      assert.include((await staff.get(town.base)).text, `${town.base}/notices`)
      const matrix = await staff.get(`${town.base}/members/permissions`)
      assert.include(matrix.words(), 'お知らせを書く')
      const settings = await staff.get(`${town.base}/settings/notices`)
      assert.include(settings.words(), '掲載する件数')

      const heard = (await arrivalsNoted(town)).length
      const page = await arrive(town, server, staff)
      assert.match(page.words(), /来庁の控え .+ に来庁を控えました。/)
      assert.lengthOf(await arrivalsNoted(town), heard + 1)
    }

    await assertOff(town, staff)
    assert.include((await staff.get(`${town.base}/modules`)).words(), 'お知らせ')

    assert.equal((await switchOver(town, staff, 'enable')).status, 303)
    await assertOn()
    await assertOff(other, otherStaff)

    const empty = await staff.submit(await staff.get(`${town.base}/notices`), /notices$/)
    assert.equal(empty.status, 422)
    assert.include(empty.words(), '見出しを入力してください。')
    for (const heading of ['年末年始のお休み', '窓口の引っ越し']) {
      const form = await staff.get(`${town.base}/notices`)
      const written = await staff.submit(form, /notices$/, { heading, body: '本文です。' })
      assert.equal(written.status, 303)
    }
    const read = async () => (await resident.get(`/${town.slug}/notices`)).words()
    assert.include(await read(), '年末年始のお休み')
    const foreigner = await new Visitor(server.baseUrl).get(`/${town.slug}/notices?lang=en`)
    assert.include(foreigner.text, '<html lang="en"')
    assert.include(foreigner.words(), 'Notices')

    const form = await staff.get(`${town.base}/settings/notices`)
    assert.equal((await staff.submit(form, /settings\/notices$/, { shown: '1' })).status, 303)
    assert.notInclude(await read(), '年末年始のお休み', 'the setting is obeyed')
    assert.include(await read(), '窓口の引っ越し')

    const clerk = await createStaff(town.municipality, 'counter_clerk', {
      counterIds: [town.counter.id],
    })
    const clerkVisits = await signedIn(town.slug, clerk, server.baseUrl)
    assert.equal((await clerkVisits.get(`${town.base}/notices`)).status, 403)
    const clerkSees = await arrive(town, server, clerkVisits)
    assert.notInclude(clerkSees.words(), '来庁の控え', 'the slot asks for the permission')

    assert.equal((await switchOver(town, staff, 'disable')).status, 303)
    await assertOff(town, staff)
    assert.lengthOf(await rowsOf(town, 'SELECT id FROM notices'), 2, 'rows stay')

    assert.equal((await switchOver(town, staff, 'enable')).status, 303)
    await assertOn()
    assert.include(await read(), '窓口の引っ越し')
    assert.isEmpty(await rowsOf(other, 'SELECT id FROM notices'))
    assert.isEmpty(await arrivalsNoted(other))
    await server.end()
  })

  test('its layout of letters keeps the contract of layouts', async ({ assert }) => {
    const outcome = await copy.suite('printing', 'layouts')
    assert.equal(outcome.code, 0, outcome.output)
    assert.include(outcome.output, 'low_window.typ keeps the letter layout contract')
  })

  test('its layout of letters is offered and drawn where it is on', async ({ assert }) => {
    const town = await openTown('丁町')
    for (const id of ['resident-registry', 'printing']) {
      await switchModule(town.municipality.id, id, true)
    }
    server = await copy.serve()
    const staff = await signedIn(town.slug, town.admin, server.baseUrl)
    assert.equal((await switchOver(town, staff, 'enable')).status, 303)
    const page = await staff.get(`${town.base}/printing/wordings/new`)
    assert.include(page.words(), 'B5（窓が下の封筒）')
    const shown = await staff.submit(page, /new$/, {
      ...{ do: 'preview', name: '案内', purpose: 'other', layout: 'notices.low_window' },
      ...{ title: '表題', body: '{氏名}', sender: '丁町' },
      ...{ address_x: '0', address_y: '0', body_x: '0', body_y: '0' },
    })
    assert.equal(shown.status, 200, shown.words())
    /** B5 in points. */
    assert.match(shown.text, /<svg [^>]*viewBox="0 0 515\.9\d* 728\.5/)
    await server.end()
  })

  test('a made module works in its pages', async ({ assert }) => {
    const town = await openTown('丙町')
    server = await copy.serve()
    const staff = await signedIn(town.slug, town.admin, server.baseUrl)
    assert.equal((await staff.get(`/${town.slug}/lost-property`)).status, 404)
    const modules = await staff.get(`${town.base}/modules`)
    assert.equal((await staff.submit(modules, /lost-property\/enable$/)).status, 303)

    const page = await staff.get(`${town.base}/lost-property`)
    assert.include(page.words(), 'まだ登録がありません。')
    assert.equal((await staff.submit(page, /lost-property$/, { body: '' })).status, 422)
    assert.equal((await staff.submit(page, /lost-property$/, { body: '黒い傘' })).status, 303)
    assert.include((await staff.get(`${town.base}/lost-property`)).words(), '黒い傘')
    assert.include(
      (await new Visitor(server.baseUrl).get(`/${town.slug}/lost-property`)).words(),
      '黒い傘'
    )
    const audit = await staff.get(`${town.base}/audit`)
    assert.include(audit.words(), '登録')
    await server.end()
  })

  test('the production build checks, migrates and serves them the same', async ({ assert }) => {
    /** Compiles with tsc and refuses to build on a type error: the check of the made module. */
    const built = await copy.ace('build')
    assert.equal(built.code, 0, built.output)
    copy.equipBuild()

    const migrated = await copy.aceInBuild('migration:run', '--force')
    assert.equal(migrated.code, 0, migrated.output)
    assert.match(migrated.output, /already up to date/i)
    assertOneSentence(
      assert,
      await copy.aceInBuild('make:module', 'another'),
      /^There is no config\/modules\.ts here, because this is a production build\./
    )
    const { rows } = await db
      .connection('owner')
      .rawQuery(`SELECT name FROM adonis_schema WHERE name LIKE '%notices%'`)
    assert.deepEqual(rows, [
      { name: `node_modules/${PACKAGE}/dist/database/migrations/0001_notices` },
    ])

    const town = await openTown('丁町')
    server = await copy.serve('build')
    const staff = await signedIn(town.slug, town.admin, server.baseUrl)
    assert.equal((await switchOver(town, staff, 'enable')).status, 303)
    const form = await staff.get(`${town.base}/notices`)
    await staff.submit(form, /notices$/, { heading: '本番のお知らせ', body: '本文です。' })
    const page = await new Visitor(server.baseUrl).get(`/${town.slug}/notices`)
    assert.include(page.words(), '本番のお知らせ')
    assert.match((await arrive(town, server, staff)).words(), /に来庁を控えました。/)
    await server.end()
  })
})
