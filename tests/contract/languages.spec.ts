import { test } from '@japa/runner'
import i18nManager from '@adonisjs/i18n/services/main'
import { installedModules } from '#app/module_system/main'
import { addressOf, belongings, routeTable } from '#tests/support/belongings'
import { Visitor } from '#tests/support/browserless'

/** What of the core residents can come to read; everything else there is for staff, who work in Japanese. */
const CORE = /^(ui|errors|core\.front|core\.accessibility|validator\.shared\.messages)\./

/** What of a module only staff read. */
const MODULE_STAFF = ['staff', 'settings', 'permissions', 'menu']

const BASE = i18nManager.defaultLocale
const others = () => i18nManager.supportedLocales().filter((locale) => locale !== BASE)
const messagesOf = (locale: string) => i18nManager.getTranslationsFor(locale)

/** Names of boxes: a language has those of the forms it is asked for in. */
const FIELD = /^validator\.[^.]+\.fields\./

/** The modules that have begun to speak a language. */
const speaking = (locale: string) =>
  installedModules()
    .map(({ id }) => id)
    .filter((id) => Object.keys(messagesOf(locale)).some((key) => key.startsWith(`${id}.`)))

/**
 * The keys a language has to have. A module that says nothing in a language
 * is read in Japanese there; one that begins has to finish.
 */
function keysFor(locale: string): string[] {
  const begun = speaking(locale)
  return Object.keys(messagesOf(BASE)).filter((key) => {
    const [file, part] = key.split('.')
    if (file === 'validator' && begun.includes(part)) return !FIELD.test(key)
    return CORE.test(key) || (begun.includes(file) && !MODULE_STAFF.includes(part))
  })
}

/** The arguments of an ICU message: `{name}` or `{count, plural, …}`. */
const argumentsOf = (message: string) =>
  [...new Set([...message.matchAll(/\{(\w+)(?=[,}])/g)].map(([, name]) => name))].sort()

test.group('the languages of residents [R130]', () => {
  test('there is やさしい日本語 and English beside Japanese', ({ assert }) => {
    assert.includeMembers(i18nManager.supportedLocales(), ['ja', 'ja-simple', 'en'])
  })

  test('each says everything residents can read, and nothing else', ({ assert }) => {
    for (const locale of others()) {
      const there = Object.keys(messagesOf(locale))
      assert.sameMembers(
        there.filter((key) => !FIELD.test(key)),
        keysFor(locale),
        locale
      )
      const fields = there.filter((key) => FIELD.test(key))
      assert.includeMembers(Object.keys(messagesOf(BASE)), fields, locale)
    }
  })

  test('each fills the same blanks in', ({ assert }) => {
    for (const locale of others()) {
      for (const [key, message] of Object.entries(messagesOf(locale))) {
        const expected = argumentsOf(messagesOf(BASE)[key] ?? '')
        assert.deepEqual(argumentsOf(message), expected, `${locale}: ${key}`)
      }
    }
  })
})

const JAPANESE = /[\u3041-\u30ff\u3400-\u9fff\uff01-\uff5e]+/g

test.group('in English', () => {
  test('no public page has a word of the product left in Japanese, or a key in its place', async ({
    assert,
  }) => {
    const ours = await belongings(speaking('en'))
    const { municipality, ids } = ours
    /** The municipality's own words, and what the languages call themselves. */
    const data = [
      municipality.name,
      '試験窓口',
      '停電のため',
      '交付通知書、本人確認書類、通知カードをお持ちください。',
    ]
    const names = ['日本語', 'やさしい日本語', 'ことば']
    const visitor = new Visitor()
    await visitor.get(`/${municipality.slug}/look-up?lang=en`)
    await visitor.post(`/${municipality.slug}/account/sign-in`, {
      account_name: ours.account.userId,
      account_password: ours.account.password,
    })

    const routes = routeTable().filter(
      ({ methods, pattern }) => methods.includes('GET') && !pattern.includes('/staff')
    )
    assert.isAbove(routes.length, 8)
    const addresses = routes.map((route) => {
      const token = route.pattern.endsWith('/complete') ? ours.booked : ids.token
      return addressOf(route, { municipality, ids: { ...ids, token } })
    })
    const pages = await Promise.all(
      [
        ...addresses,
        '/nowhere/at-all',
        `/${municipality.slug}/holds/${'x'.repeat(22)}`,
        `/${municipality.slug}/reservations/${ids.pass}?done=changed`,
      ].map((address) => visitor.get(address))
    )
    pages.push(
      await visitor.post(`/${municipality.slug}/look-up`, { number: '1', key: 'nothing' }),
      await visitor.post(`/${municipality.slug}/holds/${ids.token}/check`),
      await visitor.post(`/${municipality.slug}/holds`, { slot: ids.slot, token: 'short' })
    )

    for (const page of pages) {
      if (page.status >= 300 && page.status < 400) continue
      if (!page.headers.get('content-type')?.includes('html')) continue
      assert.include(page.text, '<html lang="en"', page.url)
      if (page.status === 404) assert.match(page.words(), /not found|cannot continue/, page.url)
      assert.notMatch(page.words(), /translation missing|\b(ui|core|errors|reservation)\.\w+/)
      const text = [...data, ...names]
        .sort((a, b) => b.length - a.length)
        .reduce((rest, known) => rest.replaceAll(known, ''), page.text)
      assert.deepEqual(text.match(JAPANESE) ?? [], [], page.url)
    }
  })

  test('staff pages stay Japanese', async ({ assert }) => {
    const { municipality } = await belongings()
    const visitor = new Visitor()
    await visitor.get(`/${municipality.slug}/look-up?lang=en`)
    const page = await visitor.get(`/${municipality.slug}/staff/sign-in`)
    assert.include(page.text, '<html lang="ja"')
    assert.include(page.words(), 'サインイン')
  })
})

test.group('a chosen language', () => {
  test('is remembered for a year, in a cookie that says nothing else', async ({ assert }) => {
    const { municipality } = await belongings()
    const { baseUrl } = new Visitor()
    const url = `${baseUrl}/${municipality.slug}/calendar?lang=en`
    const answer = await fetch(url)
    assert.equal(
      answer.headers.get('set-cookie'),
      'lang=en; Path=/; Max-Age=31536000; SameSite=Lax'
    )
    assert.equal(answer.headers.get('cache-control'), 'no-store')
    const nonsense = await fetch(url.replace('=en', '=tlh'))
    assert.isNull(nonsense.headers.get('set-cookie'))
    assert.include(await nonsense.text(), '<html lang="ja"')
  })

  test('stays on the same page with everything else its address says', async ({ assert }) => {
    const { municipality } = await belongings()
    const page = await new Visitor().get(`/${municipality.slug}/calendar?counter=A%26B&lang=en`)
    assert.match(page.text, /href="\?counter=A%26B&(amp;)?lang=ja"/)
    assert.match(page.text, /<a[^>]*aria-current="true"[^>]*>English<\/a>/)
  })

  test('can be changed after a mistake in a form without leaving the form', async ({ assert }) => {
    const { municipality, ids } = await belongings()
    const visitor = new Visitor()
    const refused = await visitor.post(`/${municipality.slug}/holds/${ids.token}/check`)
    const link = refused.text.match(/href="([^"]*lang=en)"/)![1]
    const form = await visitor.get(link)
    assert.equal(form.status, 200)
    assert.include(form.words(), 'Do you have a Juki card?')
  })
})

test.group('a kept page', () => {
  test('is never shared by two languages, whichever is asked for first', async ({ assert }) => {
    for (const first of ['ja', 'en']) {
      const { municipality } = await belongings()
      const url = `${new Visitor().baseUrl}/${municipality.slug}/calendar`
      const get = async (lang?: string) => {
        const answer = await fetch(url, { headers: lang ? { cookie: `a=b; lang=${lang}` } : {} })
        assert.equal(answer.headers.get('vary'), 'Cookie')
        return [(await answer.text()).match(/<html lang="(\w+)"/)![1], answer.headers.get('etag')]
      }
      const order = first === 'ja' ? [undefined, 'en', 'ja-simple'] : ['en', undefined, 'ja-simple']
      const twice = []
      for (const lang of [...order, ...order]) twice.push(await get(lang))
      const expected = order.map((lang) => (lang === 'en' ? 'en' : 'ja'))
      assert.deepEqual(
        twice.map(([lang]) => lang),
        [...expected, ...expected]
      )
      assert.lengthOf(new Set(twice.slice(0, 3).map(([, etag]) => etag)), 3)
    }
  })

  test('does not swallow the choice of a language, and the next request is in it', async ({
    assert,
  }) => {
    const { municipality } = await belongings()
    const path = `/${municipality.slug}/calendar`
    await new Visitor().get(path)
    for (let i = 0; i < 2; i++) {
      const visitor = new Visitor()
      assert.include((await visitor.get(`${path}?lang=en`)).text, '<html lang="en"')
      assert.include((await visitor.get(path)).text, '<html lang="en"')
    }
    assert.include((await new Visitor().get(path)).text, '<html lang="ja"')
  })
})
