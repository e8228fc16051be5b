import { existsSync } from 'node:fs'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { test } from '@japa/runner'
import app from '@adonisjs/core/services/app'
import router from '@adonisjs/core/services/router'
import edge from 'edge.js'
import i18nManager from '@adonisjs/i18n/services/main'
import {
  declaredManifests,
  installedModules,
  moduleRoot,
  permissionsOf,
} from '../module_system/main.js'
import { columnsOutOfRegister, databaseColumns } from '../privacy/main.js'
import { permissionOf } from '../staff/main.js'
import type { ModuleManifest } from './manifest.js'

/**
 * What every module must keep to, first-party or a vendor's, as tests of its
 * own suite. The module has to be installed in the application that runs them.
 *
 * @example
 * // modules/notices/tests/contract.spec.ts
 * import { registerModuleContractSuite } from '@madoguchi/module-kit/contract_suite'
 * import notices from '../module.js'
 *
 * registerModuleContractSuite(notices)
 */
export function registerModuleContractSuite(manifest: ModuleManifest) {
  test.group(`${manifest.id} keeps the module contract`, () => {
    test('is installed, so its manifest has passed the checks at boot', ({ assert }) => {
      assert.include(
        installedModules().map(({ id }) => id),
        manifest.id
      )
    })

    test('brings the folders it names', ({ assert }) => {
      for (const kind of ['views', 'translations', 'migrations'] as const) {
        const folder = manifest[kind]
        if (folder) assert.isTrue(existsSync(app.makePath(moduleRoot(manifest), folder)), folder)
      }
    })

    test('has words for everything people read', ({ assert }) => {
      const words = i18nManager.getTranslationsFor('ja')
      const missing = labelsOf(manifest).filter((key) => !words[key])
      assert.deepEqual(missing, [], 'keys without Japanese words')
    })

    test('every blank of what residents read has a name staff can write', ({ assert }) => {
      if (manifest.root) return
      const words = i18nManager.getTranslationsFor('ja')
      const blanks = Object.entries(words)
        .filter(([key]) =>
          new RegExp(`^${manifest.id}\\.(?!staff|settings|permissions|menu|module)`).test(key)
        )
        .flatMap(([, message]) => [...message.matchAll(/\{(\w+)[,}]/g)].map(([, name]) => name))
      const unnamed = [...new Set(blanks)].filter(
        (name) => !words[`${manifest.id}.staff.merge_fields.${name}`]
      )
      assert.deepEqual(unnamed, [], `name them under ${manifest.id}.staff.merge_fields`)
    })

    test('every staff route names a permission the module declares', ({ assert }) => {
      const idsOf = (...modules: string[]) =>
        permissionsOf({ modules: new Set(modules) }).map(({ id }) => id)
      const own = idsOf(manifest.id)
      const known = idsOf(manifest.id, ...(manifest.requires ?? []))
      for (const route of routesOf(manifest, 'staff')) {
        const permissions = [...route.middleware.all()].flatMap(
          (middleware) => permissionOf.get(middleware as object) ?? []
        )
        assert.isNotEmpty(permissions, `${route.pattern} must .use(can('…'))`)
        assert.include(own, permissions[0], `${route.pattern} asks for one of another module first`)
        assert.includeMembers(known, permissions, `${route.pattern} asks for one nobody declares`)
      }
    })

    test('its menu entries and its home lead to its routes', ({ assert }) => {
      const names = [...routesOf(manifest, 'public'), ...routesOf(manifest, 'staff')].map(
        ({ name }) => name
      )
      const wanted = [
        ...(manifest.menu ?? []).map(({ route }) => route),
        ...(manifest.home ? [manifest.home] : []),
      ]
      for (const name of wanted) assert.include(names, name)
    })

    test('its jobs, listeners, answers, fields, reports, feeds and lifecycle can be loaded', async ({
      assert,
    }) => {
      for (const { name, handler } of manifest.jobs ?? []) {
        assert.isFunction((await handler()).default, name)
      }
      for (const { event, handler } of manifest.listens ?? []) {
        assert.isFunction((await handler()).default, event.name)
      }
      for (const { id, load } of manifest.fieldTypes ?? []) {
        assert.isFunction((await load()).default.schema, id)
      }
      for (const { id, countRecords } of manifest.subjects ?? []) {
        if (countRecords) assert.isFunction((await countRecords()).default, id)
      }
      for (const { point, load } of manifest.fills ?? []) {
        assert.exists((await load()).default, point.id)
      }
      for (const { id, load } of manifest.reports ?? []) {
        assert.isFunction((await load()).default, id)
      }
      for (const one of manifest.exchange ?? []) {
        if ('collect' in one) assert.isFunction((await one.collect()).default, one.feed.name)
        else assert.isFunction((await one.reader()).default.read, one.feed.name)
      }
      const { retention, stored, of: find, erase } = manifest.personalData ?? {}
      for (const rule of retention ?? []) {
        const { default: ends } = await ('apply' in rule ? rule.apply() : rule.persons())
        assert.isFunction(ends, rule.id)
      }
      if (stored) assert.isFunction((await stored()).default)
      if (find) assert.isFunction((await find()).default)
      if (erase) assert.isFunction((await erase()).default.erase)
      if (manifest.lifecycle) assert.isObject((await manifest.lifecycle()).default)
    })

    test('says of every column of its tables what it holds, and of no other', async ({
      assert,
    }) => {
      const own = manifest.personalData?.columns ?? {}
      const claimed = new Set(
        declaredManifests()
          .filter(({ id }) => id !== manifest.id)
          .flatMap(({ personalData }) => Object.keys(personalData?.columns ?? {}))
      )
      /** A table nobody speaks of may be this module's as well as another's. */
      const database = Object.entries(await databaseColumns()).filter(
        ([name]) => !claimed.has(name)
      )
      assert.deepEqual(columnsOutOfRegister(Object.fromEntries(database), own), {
        unclassified: [],
        vanished: [],
      })
    })

    test('the views it fills slots with exist', ({ assert }) => {
      for (const { slot, view } of manifest.fillsSlots ?? []) {
        assert.doesNotThrow(() => edge.loader.resolve(view), `${slot.id}: ${view}`)
      }
    })

    test('imports other modules by their api.ts only, and only those it declares', async ({
      assert,
    }) => {
      const declared = [...(manifest.requires ?? []), ...(manifest.optional ?? [])]
      for (const { file, imported } of await foreignImports(manifest)) {
        const [, id, rest] = /^#modules\/([^/]+)\/(.+)$/.exec(imported)!
        assert.equal(rest, 'api', `${file} imports ${imported}`)
        assert.include(
          declared,
          id,
          `${file} imports "${id}", which the manifest neither requires nor lists as optional`
        )
      }
    })
  })
}

function labelsOf(manifest: ModuleManifest): string[] {
  const settings = Object.values(manifest.settings?.definitions ?? {}) as {
    label: string
    hint?: string
    unit?: string
    choices?: { label: string }[]
  }[]
  return [
    manifest.title,
    manifest.description,
    ...(manifest.permissions ?? []).map(({ label }) => label),
    ...(manifest.menu ?? []).map(({ label }) => label),
    ...(manifest.fieldTypes ?? []).flatMap(({ label, hint }) => [label, hint]),
    ...(manifest.subjects ?? []).flatMap(({ label, builtIns }) => [
      label,
      ...builtIns.flatMap((field) => [
        field.label,
        ...(field.hint ? [field.hint] : []),
        ...(field.choices ?? []).map((choice) => choice.label),
      ]),
    ]),
    ...(manifest.reports ?? []).map(({ label }) => label),
    ...(manifest.exchange ?? []).flatMap(({ label }) => [label, `${label}_about`]),
    ...wordsOfPersonalData(manifest),
    ...settings.flatMap(({ label, hint, unit, choices }) => [
      label,
      ...(hint ? [hint] : []),
      ...(unit ? [unit] : []),
      ...(choices ?? []).map((choice) => choice.label),
    ]),
  ]
}

function wordsOfPersonalData({ personalData }: ModuleManifest): string[] {
  return [
    ...(personalData?.kept ?? []).flatMap(({ label, rules = [] }) => [
      ...[label, `${label}_what`, `${label}_why`],
      ...(rules.length === 0 ? [`${label}_until`] : []),
    ]),
    ...(personalData?.retention ?? []).flatMap(({ label }) => [
      ...[label, `${label}_about`, `${label}_ends`],
    ]),
  ]
}

function routesOf(manifest: ModuleManifest, side: 'public' | 'staff') {
  const prefix = side === 'staff' ? `${manifest.id}.staff.` : `${manifest.id}.`
  return Object.values(router.toJSON())
    .flat()
    .filter(
      ({ name }) =>
        name?.startsWith(prefix) && (side === 'staff' || !name.startsWith(`${manifest.id}.staff.`))
    )
}

/** Imports of other modules in the module's own source; a package of a vendor's has none to look at. */
async function foreignImports(manifest: ModuleManifest) {
  if (manifest.root) return []
  const root = app.makePath(moduleRoot(manifest))
  const files = await readdir(root, { recursive: true })
  const found: { file: string; imported: string }[] = []
  for (const file of files.filter((name) => name.endsWith('.ts') && !name.includes('tests/'))) {
    const source = await readFile(join(root, file), 'utf8')
    for (const [, imported] of source.matchAll(
      /from '(#modules\/[^']+)'|import\('(#modules\/[^']+)'\)/g
    )) {
      if (imported && !imported.startsWith(`#modules/${manifest.id}/`))
        found.push({ file, imported })
    }
  }
  return found
}
