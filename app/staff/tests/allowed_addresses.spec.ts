import { test } from '@japa/runner'
import { entriesOf } from '#app/audit/tests/support'
import { Visitor } from '#tests/support/browserless'
import { createMunicipality, setSettings } from '#tests/support/municipality'
import { firstWrongLine, isAllowed } from '../allowed_addresses.js'
import { administered } from './support.js'

/** The addresses tests come from. */
const OURS = '127.0.0.1\n::1'

test.group('staff/allowed addresses', () => {
  test('reads addresses and networks of both kinds, and nothing else', ({ assert }) => {
    for (const line of [
      ...['192.0.2.7', '192.0.2.0/24', '2001:db8::1', '2001:DB8::/32'],
      ...['１９２．０．２．７', ' 192.0.2.7 '],
    ]) {
      assert.isUndefined(firstWrongLine(`\n${line}\n\n`), line)
    }
    for (const line of [
      ...['office', 'loopback', '192.0.2', '192.0.2.256', '192.0.2.0/33', '10.0.0.0/255.0.0.0'],
      ...['192.0.2.0/0', '2001:db8::/129', '192.0.2.1-192.0.2.9', '192.0.2.1, 192.0.2.2'],
    ]) {
      assert.equal(firstWrongLine(`192.0.2.7\n${line}`), line)
    }
  })

  test('knows who is within, also where IPv4 comes as IPv6', ({ assert }) => {
    const list = '192.0.2.0/24\n2001:db8::/32'
    for (const [address, allowed] of [
      ['192.0.2.255', true],
      ['::ffff:192.0.2.7', true],
      ['2001:db8:ffff::1', true],
      ['192.0.3.0', false],
      ['2001:db9::1', false],
    ] as const) {
      assert.equal(isAllowed(list, address), allowed, address)
    }
    assert.isTrue(isAllowed(' \n', '198.51.100.1'))
  })

  test('nobody elsewhere reaches a staff page; residents’ pages stay open; one entry tells of it', async ({
    assert,
  }) => {
    const municipality = await createMunicipality()
    await setSettings(municipality.id, { 'staff.allowed_addresses': '198.51.100.0/24' })
    const visitor = new Visitor()
    for (const path of ['', '/sign-in', '/visits', '/sign-in']) {
      const answer = await visitor.get(`/${municipality.slug}/staff${path}`)
      assert.equal(answer.status, 403, path)
    }
    assert.equal((await visitor.get(`/${municipality.slug}/calendar`)).status, 200)
    const refused = await entriesOf(municipality, 'staff.refuse_address')
    assert.deepEqual(
      refused.map(({ result }) => result),
      ['denied']
    )

    await setSettings(municipality.id, { 'staff.allowed_addresses': OURS })
    assert.equal((await visitor.get(`/${municipality.slug}/staff/sign-in`)).status, 200)
  })

  test('a list that cannot be read, or would lock out who saves it, is refused with a sentence', async ({
    assert,
  }) => {
    const { base, visitor } = await administered()
    const page = await visitor.get(`${base}/settings/core`)
    const save = (list: string) =>
      visitor.submit(page, /settings\/core/, {
        ...{ failures_before_lock: '5', lock_minutes: '15', password_length: '12' },
        ...{
          one_session: 'no',
          final_passwords: 'yes',
          idle_minutes: '30',
          allowed_addresses: list,
        },
      })
    const wrong = await save(`${OURS}\nour office`)
    assert.equal(wrong.status, 422)
    assert.include(wrong.words(), '「our office」は、アドレスとして読めません')
    const lockedOut = await save('198.51.100.0/24')
    assert.equal(lockedOut.status, 422)
    assert.include(lockedOut.words(), '職員の画面を開けなくなります')
    assert.include(lockedOut.text, '198.51.100.0/24')
    assert.equal((await visitor.get(base)).status, 200)
    assert.equal((await save(OURS)).status, 303)
    assert.equal((await visitor.get(base)).status, 200)
  })
})
