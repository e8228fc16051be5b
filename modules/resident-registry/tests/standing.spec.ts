import { test } from '@japa/runner'
import edge from 'edge.js'
import { entriesOf } from '#app/audit/tests/support'
import { renderSlot } from '#app/module_system/render_slot'
import i18nManager from '@adonisjs/i18n/services/main'
import { municipalities } from '#app/tenancy/main'
import { createAccount } from '#tests/support/account'
import { createCounter, createSlots, createStaff, setSettings } from '#tests/support/municipality'
import { Resident } from '#tests/support/resident'
import { signedIn } from '#tests/support/staff_session'
import { Visitor } from '#tests/support/browserless'
import { assignLinkCode } from '../actions/assign_link_codes.js'
import { residentsOfLinkCodes, residentStanding } from '../api.js'
import { find, inTown, office, rowsOf, store, TARO } from './support.js'

const PERSONAL = ['太郎', 'タカサキ', '中央', '1945', '0999', '電話は午前']

async function registered(modules?: string[]) {
  const here = await office('system_administrator', modules)
  const [id] = await store(here.municipality, [{ number: '0001', values: TARO }])
  const change = async (what: string, reason = '本人の申し出') =>
    here.visitor.submit(
      await here.visitor.get(`${here.base}/${id}/standing/${what}`),
      new RegExp(`${what}$`),
      { reason }
    )
  const code = await inTown(here.municipality, () => assignLinkCode(id))
  return { ...here, id, change, code }
}

test.group('residents/standing [R105]', () => {
  test('suspends and resumes, with a reason that only those who may see read', async ({
    assert,
  }) => {
    const { municipality, visitor, base, id, change, code } = await registered()
    const standing = () => inTown(municipality, () => residentStanding(code))
    assert.equal(await standing(), 'active')
    assert.equal((await change('suspend', '')).status, 422)
    assert.equal(await standing(), 'active')
    assert.equal((await change('suspend', '虐待のおそれ')).status, 303)
    assert.equal(await standing(), 'suspended')
    const page = (await visitor.get(`${base}/${id}`)).words()
    assert.include(page, '利用停止')
    assert.include(page, '虐待のおそれ')
    const [row] = await rowsOf(municipality, 'residents')
    assert.notInclude(row.row, '虐待')
    assert.notInclude(JSON.stringify(await entriesOf(municipality)), '虐待')
    await change('resume')
    assert.equal(await standing(), 'active')
    const [entry] = await entriesOf(municipality, 'residents.suspend')
    assert.deepEqual(entry.detail, { standing: { from: 'active', to: 'suspended' } })
  })

  test('of a deregistered resident nothing is shown or found, to anybody', async ({ assert }) => {
    const { municipality, visitor, base, id, change, code } = await registered()
    await change('deregister')
    const list = await find(visitor, base, { resident_number: '0001' })
    const page = await visitor.get(`${base}/${id}`)
    for (const shown of [list, page]) {
      assert.include(shown.words(), '登録抹消のため表示しません')
      for (const personal of PERSONAL) assert.notInclude(shown.text, personal)
    }
    assert.notInclude(page.words(), '本人の申し出')
    for (const fields of [
      { resident_name: '髙﨑' },
      { born_on: '1945-03-04' },
      { town: '中央' },
      { phone: '0999-12-3456' },
    ] as Record<string, string>[]) {
      assert.include((await find(visitor, base, fields)).words(), '条件に合う住民はいません')
    }
    assert.lengthOf(await rowsOf(municipality, 'resident_grams'), 0)
    assert.equal((await visitor.get(`${base}/${id}/edit`)).status, 403)
    assert.equal(await inTown(municipality, () => residentStanding(code)), 'deregistered')
  })

  test('only who has the permission brings a deregistered resident back', async ({ assert }) => {
    const { municipality, visitor, base, id, change } = await registered()
    await change('deregister')
    const manager = await signedIn(
      municipality.slug,
      await createStaff(municipality, 'counter_manager')
    )
    assert.equal((await manager.get(`${base}/${id}/standing/reactivate`)).status, 403)
    assert.equal((await manager.get(`${base}/${id}/standing/resume`)).status, 200)
    await change('reactivate')
    assert.include((await visitor.get(`${base}/${id}`)).words(), '髙﨑 太郎')
    assert.include((await find(visitor, base, { resident_name: '髙﨑' })).words(), '0001')
  })

  test('a change that was done already is done once', async ({ assert }) => {
    const { municipality, visitor, base, id, change } = await registered()
    const ask = await visitor.get(`${base}/${id}/standing/suspend`)
    await change('suspend')
    await visitor.submit(ask, /suspend$/, { reason: 'もう一度' })
    assert.include((await visitor.get(`${base}/${id}`)).words(), 'ほかの人が先に変更した')
    assert.lengthOf(await entriesOf(municipality, 'residents.suspend'), 1)
    assert.include(
      (await visitor.get(`${base}/${id}/standing/suspend`)).words(),
      'この変更はできません'
    )
  })
})

test.group('residents/booking [R105] [R79]', () => {
  test('who signs in with the code of a suspended resident cannot book', async ({ assert }) => {
    const { municipality, change, code } = await registered([
      'reservation',
      'accounts',
      'resident-registry',
    ])
    const slots = await createSlots(municipality, await createCounter(municipality), { count: 3 })
    await setSettings(municipality.id, {
      'accounts.who_may_book': 'registered',
      'accounts.check_password': false,
      'accounts.live_reservations': 3,
    })
    await createAccount(municipality, { userId: code })
    const items = { old_card: 'no', account_name: code }
    const residents = slots.map(() => new Resident(new Visitor(), municipality.slug))
    assert.isNotNull(await residents[0].confirm((await residents[0].hold(slots[0]))!, items))

    await change('suspend')
    const token = (await residents[1].hold(slots[1]))!
    assert.isNull(await residents[1].confirm(token, items))
    const refused = await residents[1].visitor.post(`/${municipality.slug}/holds/${token}/confirm`)
    assert.equal(refused.status, 409)
    assert.include(refused.words(), 'この利用者IDでは予約できません')

    await change('resume')
    assert.isNotNull(await residents[2].confirm((await residents[2].hold(slots[2]))!, items))
  })
})

test.group('residents/on other modules’ pages [R56]', () => {
  test('a link code is shown as a person to those who may see, and logged as seen', async ({
    assert,
  }) => {
    const { municipality, staff, id, code, change } = await registered()
    const shownTo = async (permissions: string[]) =>
      renderSlot(
        edge,
        'core.person_of_link_code',
        await municipalities.byId(municipality.id),
        { linkCode: code },
        {
          t: (key: string) => i18nManager.locale('ja').t(key),
          staff: {
            id: staff.id,
            loginId: staff.loginId,
            can: (permission) => permissions.includes(permission),
          },
        }
      )
    const hidden = await shownTo([])
    assert.include(hidden, '0001')
    assert.include(hidden, '表示する権限がありません')
    for (const personal of PERSONAL) assert.notInclude(hidden, personal)
    assert.lengthOf(await entriesOf(municipality, 'residents.list'), 0)

    assert.include(await shownTo(['resident-registry.view']), '髙﨑\u3000太郎')
    const [seen] = await entriesOf(municipality, 'residents.list')
    assert.deepEqual([seen.subject_id, seen.staff_login], [id, staff.loginId])

    await change('deregister')
    assert.notInclude(await shownTo(['resident-registry.view']), '太郎')
  })

  test('many at once, and none where the module is off', async ({ assert }) => {
    const { municipality, code } = await registered()
    const about = {
      municipality: await municipalities.byId(municipality.id),
      i18n: i18nManager.locale('ja'),
      viewer: { can: () => true },
    }
    const shown = await inTown(municipality, () =>
      residentsOfLinkCodes([code, 'AAAAAAAAAAAA'], about)
    )
    assert.deepEqual(
      [...shown].map(([key, { name }]) => [key, name]),
      [[code, TARO.name]]
    )
    const off = { ...about, municipality: { ...about.municipality, modules: new Set<string>() } }
    const none = await inTown(municipality, () => residentsOfLinkCodes([code], off as never))
    assert.equal(none.size, 0)
    assert.equal(await inTown(municipality, () => residentStanding('AAAA-AAAA-AAAA')), 'unknown')
  })
})
