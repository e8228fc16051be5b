import { test } from '@japa/runner'
import edge from 'edge.js'
import { entriesOf } from '#app/audit/tests/support'
import { renderSlot } from '#app/module_system/render_slot'
import i18nManager from '@adonisjs/i18n/services/main'
import { municipalities } from '#app/tenancy/main'
import { createAccount } from '#tests/support/account'
import { putOnShelves } from '#tests/support/cards'
import { createCounter, createSlots, createStaff, setSettings } from '#tests/support/municipality'
import { Resident } from '#tests/support/resident'
import { signedIn } from '#tests/support/staff_session'
import { Visitor } from '#tests/support/browserless'
import { assignLinkCode, reassignLinkCode, withdrawLinkCode } from '../actions/assign_link_codes.js'
import { changeStanding } from '../actions/change_standing.js'
import { deleteResidents } from '../actions/delete_residents.js'
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

  test('no reason is kept that has a 個人番号 or a 住民票コード in it', async ({ assert }) => {
    const { municipality, visitor, base, id, change } = await registered()
    const page = await visitor.get(`${base}/${id}/link-code/replace`)
    for (const number of ['123456789018', '12345678903']) {
      const reason = `本人の番号は ${number}`
      assert.equal((await change('suspend', reason)).status, 422, number)
      const refused = await visitor.submit(page, /replace$/, { reason })
      assert.equal(refused.status, 422, number)
      assert.match(refused.words(), /理由に、(個人番号|住民票コード)/)
      assert.notInclude(JSON.stringify(await entriesOf(municipality)), number)
    }
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

  for (const [title, stop] of Object.entries({
    'that was stopped, the person suspended or not': async (id: string) => {
      await withdrawLinkCode(id, '誤送付')
    },
    'that was replaced': async (id: string) => {
      await reassignLinkCode(id, '紛失')
    },
    'that was replaced before the person was suspended': async (id: string) => {
      await reassignLinkCode(id, '紛失')
      await changeStanding(id, 'suspend', '届出')
    },
  })) {
    test(`nor who signs in with a code ${title}`, async ({ assert }) => {
      const { municipality, id, code } = await registered([
        ...['reservation', 'accounts', 'resident-registry'],
      ])
      const [slot] = await createSlots(municipality, await createCounter(municipality))
      await setSettings(municipality.id, {
        'accounts.who_may_book': 'registered',
        'accounts.check_password': false,
      })
      await createAccount(municipality, { userId: code })
      await inTown(municipality, () => stop(id))
      const resident = new Resident(new Visitor(), municipality.slug)
      const token = (await resident.hold(slot))!
      assert.isNull(await resident.confirm(token, { old_card: 'no', account_name: code }))
      const refused = await resident.visitor.post(`/${municipality.slug}/holds/${token}/confirm`)
      assert.include(refused.words(), 'この利用者IDでは予約できません')
    })
  }
})

test.group('residents/booking with a link code [R105]', () => {
  const SENTENCE = 'このリンク番号では予約できません'

  async function withCard() {
    const here = await registered(['reservation', 'resident-registry', 'card-progress'])
    const { municipality, code, visitor } = here
    const counter = await createCounter(municipality)
    const slots = await createSlots(municipality, counter, { count: 2 })
    await inTown(municipality, () => putOnShelves(counter.id, [[code, 'A-1']]))
    await setSettings(municipality.id, { 'reservation.link_code': 'required' })
    const stranger = new Resident(new Visitor(), municipality.slug)
    const token = (await stranger.hold(slots[0]))!
    await stranger.visitor.post(`/${municipality.slug}/holds/${token}/check`, {
      ...{ old_card: 'no', link_code: code },
    })
    return {
      ...here,
      confirm: () => stranger.visitor.post(`/${municipality.slug}/holds/${token}/confirm`),
      async bookByProxy() {
        const page = await visitor.get(`/${municipality.slug}/staff/slots/${slots[1]}`)
        return visitor.submit(page, /reservations$/, { old_card: 'no', link_code: code })
      },
    }
  }

  for (const what of ['suspend', 'deregister']) {
    test(`${what}: neither strangers nor staff book with it until the person is in use again`, async ({
      assert,
    }) => {
      const { change, confirm, bookByProxy } = await withCard()
      await change(what)
      const refused = await confirm()
      assert.equal(refused.status, 409)
      assert.include(refused.words(), SENTENCE)
      assert.include(refused.words(), '下の連絡先へお電話ください')
      const proxy = await bookByProxy()
      assert.equal(proxy.status, 422)
      assert.include(proxy.words(), SENTENCE)
      await change(what === 'suspend' ? 'resume' : 'reactivate')
      assert.equal((await confirm()).status, 303)
    })
  }

  test('a code that was stopped or replaced books no more', async ({ assert }) => {
    const { municipality, id, confirm, bookByProxy } = await withCard()
    await inTown(municipality, () => withdrawLinkCode(id, '誤送付'))
    assert.include((await confirm()).words(), SENTENCE)
    assert.equal((await bookByProxy()).status, 422)
    const other = await withCard()
    await inTown(other.municipality, () => reassignLinkCode(other.id, '紛失'))
    assert.include((await other.confirm()).words(), SENTENCE)
  })

  test('a suspension at the same moment comes before or after the booking', async ({ assert }) => {
    const { municipality, id, confirm } = await withCard()
    const suspended = inTown(municipality, async () => {
      await changeStanding(id, 'suspend', '届出')
      await new Promise((resolve) => setTimeout(resolve, 300))
    })
    await new Promise((resolve) => setTimeout(resolve, 100))
    assert.equal((await confirm()).status, 409)
    await suspended
  })

  test('nobody books with the code of a person who was deleted', async ({ assert }) => {
    const { municipality, id, change, confirm } = await withCard()
    await change('deregister')
    await inTown(municipality, () => deleteResidents([id]))
    assert.include((await confirm()).words(), SENTENCE)
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

    await inTown(municipality, () => withdrawLinkCode(id, '誤送付'))
    const ended = await shownTo(['resident-registry.view'])
    assert.include(ended, '髙﨑\u3000太郎')
    assert.include(ended, 'このリンク番号は、いまは使えません')

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
