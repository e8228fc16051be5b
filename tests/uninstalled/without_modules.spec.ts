import { test } from '@japa/runner'
import router from '@adonisjs/core/services/router'
import { installedModules } from '#app/module_system/main'
import { APP_ROOT } from '#database/embedded/installation'
import { ensureRoles } from '#database/roles'
import { Visitor } from '#tests/support/browserless'
import { CheckoutCopy } from '#tests/support/checkout_copy'
import type { ServerProcess } from '#tests/support/server_process'
import { takeInAndHandOver, takeReports, workAtTheCounter } from './journeys.js'

const LIST = 'config/modules.ts'
/** The first municipality of the demo. */
const SLUG = 'aobano'
const BASE = `/${SLUG}/staff`

/** Each module with those that cannot do without it, and all of them: the core alone. */
function removals(): string[][] {
  const needing = (id: string): string[] => [
    id,
    ...installedModules()
      .filter(({ requires }) => requires?.includes(id))
      .flatMap((module) => needing(module.id)),
  ]
  const all = installedModules().map(({ id }) => id)
  return [...all.map(needing), all]
}

/** The list of modules as it is where these were never installed: no import, no entry. */
function without(list: string, ids: string[]): string {
  return ids.reduce((text, id) => {
    const [line, name] = new RegExp(`import (\\w+) from '#modules/${id}/module'\\n`).exec(text)!
    return text.replace(line, '').replace(new RegExp(`\\b${name},\\s*`), '')
  }, list)
}

/** An empty database beside this suite's own: nothing is in it but what the copy's migrations make. */
async function freshDatabase(copy: CheckoutCopy, name: string) {
  const url = new URL(process.env.DATABASE_URL!)
  url.pathname += `_${name}`
  await ensureRoles(url.href, process.env.APP_KEY!)
  copy.env.DATABASE_URL = url.href
}

/** Migrates and seeds. @returns the first password of the administrator `demo:seed` names */
async function deploy(copy: CheckoutCopy): Promise<string> {
  for (const command of [['migration:run', '--force'], ['demo:seed']]) {
    const { code, output } = await copy.ace(...command)
    if (code !== 0) throw new Error(output)
    const password = new RegExp(`${BASE}.*初回パスワード (\\S+)`).exec(output)?.[1]
    if (password) return password
  }
  throw new Error('demo:seed named no password.')
}

async function firstSignIn(server: ServerProcess, password: string): Promise<Visitor> {
  const visitor = new Visitor(server.baseUrl)
  const page = await visitor.get(`${BASE}/sign-in`)
  await visitor.submit(page, /sign-in/, { login_id: 'admin', password })
  const own = '窓口で使う合言葉2026'
  const form = await visitor.get(`${BASE}/password`)
  const changed = await visitor.submit(form, /password$/, {
    ...{ current: password, next: own, again: own },
  })
  if (changed.status !== 303) throw new Error(changed.words())
  return visitor
}

/** Every page a page leads to, as far as there are some of the staff's. */
const linksOf = (text: string) =>
  [...text.matchAll(/href="([^"#]+)"/g)]
    .map(([, address]) => address.replaceAll('&amp;', '&'))
    .filter((address) => address.startsWith(`${BASE}/`))

/** Addresses that differ by an id, a day, a number or a value are one page. */
const kindOf = (address: string) =>
  address
    .replaceAll(/[0-9a-f]{8}-[0-9a-f-]{27}/g, ':id')
    .replaceAll(/\d+/g, ':n')
    .replaceAll(/=[^&]*/g, '=')

/** Follows the links of the staff's top page and of the pages behind them. @returns the status of each page */
async function walk(visitor: Visitor): Promise<Map<string, number>> {
  const pages = new Map<string, number>()
  const seen = new Set<string>()
  let next = [BASE]
  for (const isLast of [false, false, true]) {
    const found: string[] = []
    for (const address of next) {
      if (seen.has(kindOf(address))) continue
      seen.add(kindOf(address))
      const page = await visitor.get(address)
      pages.set(address, page.status)
      if (!isLast) found.push(...linksOf(page.text))
    }
    next = found
  }
  return pages
}

test.group('uninstalled', (group) => {
  /** Two take turns: while the pages of one are walked through, the next one is deployed in the other. */
  let copies: CheckoutCopy[]
  let list: string
  const deployed: Promise<string>[] = []

  group.setup(() => {
    copies = [CheckoutCopy.make(APP_ROOT), CheckoutCopy.make(APP_ROOT)]
    list = copies[0].read(LIST)
    return async () => {
      for (const copy of copies) await copy.remove()
    }
  })

  /** Begins once, whoever asks first. */
  function deployment(index: number): Promise<string> {
    const copy = copies[index % 2]
    deployed[index] ??= (async () => {
      copy.write(LIST, without(list, removals()[index]))
      await freshDatabase(copy, `without_${index}`)
      return deploy(copy)
    })()
    /** What goes wrong is said by the test it belongs to. */
    deployed[index].catch(() => {})
    return deployed[index]
  }

  for (const [index, removed] of removals().entries()) {
    const isAll = removed.length === installedModules().length
    test(`without ${isAll ? 'any module' : removed.join(' and ')}: a new deployment starts, every page staff are led to answers, and what is there works`, async ({
      assert,
    }) => {
      const password = await deployment(index)
      if (index + 1 < removals().length) void deployment(index + 1)
      const copy = copies[index % 2]
      const server = await copy.serve()
      const resident = new Visitor(server.baseUrl)
      for (const address of ['/', `/${SLUG}`, `/${SLUG}/accessibility`]) {
        assert.isBelow((await resident.get(address)).status, 400, address)
      }
      const staff = await firstSignIn(server, password)
      const pages = await walk(staff)
      assert.isAbove(pages.size, 15)
      assert.deepEqual(
        [...pages].filter(([, status]) => status >= 400),
        []
      )
      for (const { menu = [] } of installedModules().filter(({ id }) => removed.includes(id))) {
        for (const { route } of menu) {
          const address = router.makeUrl(route, { municipality: SLUG })
          assert.isFalse(pages.has(address), address)
          assert.equal((await staff.get(address)).status, 404, address)
        }
      }
      const office = { slug: SLUG, base: BASE, staff, resident }
      if (!removed.includes('reservation')) await workAtTheCounter(office)
      if (!removed.includes('card-progress')) await takeInAndHandOver(office)
      assert.isAbove(await takeReports(office), 0)
      await server.end()
    })
  }
})
