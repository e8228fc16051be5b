import { test } from '@japa/runner'
import { entriesOf } from '#app/audit/tests/support'
import { findLinkCode } from '#app/exchange/main'
import { createMunicipality } from '#tests/support/municipality'
import { assignLinkCode, assignMissingLinkCodes } from '../actions/assign_link_codes.js'
import { changeStanding } from '../actions/change_standing.js'
import { E_NO_LINK_CODE_NOW } from '../errors.js'
import { findResident, liveCodeOf } from '../queries/find_resident.js'
import { residentStanding } from '../api.js'
import { inTown, office, rowsOf, store, TARO } from './support.js'

test.group('residents/link codes [R79] [R105]', () => {
  test('issued, replaced and stopped from the resident’s page', async ({ assert }) => {
    const { municipality, visitor, base } = await office()
    const [id] = await store(municipality, [{ number: '0001', values: TARO }])
    const page = `${base}/${id}`
    const live = async () => liveCodeOf(await inTown(municipality, () => findResident(id)))
    const standing = (code: string) => inTown(municipality, () => residentStanding(code))

    await visitor.submit(await visitor.get(page), /link-code$/)
    const first = (await live())!
    assert.equal(await standing(first), 'active')
    const ask = await visitor.get(`${page}/link-code/replace`)
    assert.equal((await visitor.submit(ask, /replace$/, { reason: '' })).status, 422)
    await visitor.submit(ask, /replace$/, { reason: '書類の紛失' })
    const second = (await live())!
    assert.notEqual(second, first)
    assert.deepEqual([await standing(first), await standing(second)], ['active', 'active'])
    const old = await inTown(municipality, () => findLinkCode(first))
    assert.deepEqual(
      [old?.state, old?.revokedBecause, old?.replacedBy],
      ['revoked', '書類の紛失', second]
    )
    await visitor.submit(await visitor.get(`${page}/link-code/replace`), /replace$/, {
      reason: '転出',
      without: 'yes',
    })
    assert.isNull(await live())
    await inTown(municipality, () => changeStanding(id, 'suspend', '届出'))
    assert.deepEqual([await standing(first), await standing(second)], ['suspended', 'suspended'])
    assert.lengthOf(await rowsOf(municipality, 'resident_link_codes'), 2)
  })

  test('everybody in use who has none gets one, once', async ({ assert }) => {
    const { municipality, visitor, base } = await office()
    const ids = await store(
      municipality,
      Array.from({ length: 40 }, (_, i) => ({ number: String(i), values: TARO }))
    )
    await inTown(municipality, () => assignLinkCode(ids[0]))
    await inTown(municipality, () => changeStanding(ids[1], 'suspend', '停止'))
    const page = await visitor.get(`${base}/link-codes`)
    assert.include(page.words(), '38人に発行する')
    await Promise.all([
      visitor.submit(page, /link-codes$/),
      inTown(municipality, () => assignMissingLinkCodes()),
    ])
    const codes = await rowsOf(municipality, 'resident_link_codes')
    assert.lengthOf(codes, 39)
    assert.equal(new Set(codes.map(({ resident_id }) => resident_id)).size, 39)
    assert.include((await visitor.get(`${base}/link-codes`)).words(), '全員')
    const entries = await entriesOf(municipality, 'residents.assign_codes')
    assert.equal(
      entries.reduce((sum, { detail }) => sum + detail.count, 0),
      38
    )
  })

  test('none for who has one, is suspended or deregistered', async ({ assert }) => {
    const municipality = await createMunicipality({ modules: ['resident-registry'] })
    const [has, suspended, gone] = await store(
      municipality,
      ['1', '2', '3'].map((number) => ({ number, values: TARO }))
    )
    await inTown(municipality, async () => {
      await assignLinkCode(has)
      await changeStanding(suspended, 'suspend', '停止')
      await changeStanding(gone, 'deregister', '転出')
    })
    for (const id of [has, suspended, gone]) {
      await assert.rejects(() => inTown(municipality, () => assignLinkCode(id)), E_NO_LINK_CODE_NOW)
    }
  })

  for (const first of ['one', 'all'] as const) {
    test(`who issues to one and who issues to all at once give one code, ${first} first`, async ({
      assert,
    }) => {
      const municipality = await createMunicipality({ modules: ['resident-registry'] })
      const [id] = await store(
        municipality,
        ['1', '2', '3'].map((number) => ({ number, values: TARO }))
      )
      const ways = { one: () => assignLinkCode(id), all: () => assignMissingLinkCodes() }
      /** Has issued, and is not done yet. */
      const issued = inTown(municipality, async () => {
        await ways[first]()
        await new Promise((resolve) => setTimeout(resolve, 300))
      })
      await new Promise((resolve) => setTimeout(resolve, 150))
      const second = inTown<unknown>(municipality, ways[first === 'one' ? 'all' : 'one'])
      if (first === 'one') assert.equal(await second, 2)
      else await assert.rejects(() => second, E_NO_LINK_CODE_NOW)
      await issued
      assert.lengthOf(await rowsOf(municipality, 'resident_link_codes'), 3)
    })
  }

  test('who is suspended at the moment codes are issued to all gets none', async ({ assert }) => {
    const municipality = await createMunicipality({ modules: ['resident-registry'] })
    const [active, suspended] = await store(
      municipality,
      ['1', '2'].map((number) => ({ number, values: TARO }))
    )
    /** Is suspended, and nobody else sees it yet. */
    const suspending = inTown(municipality, async () => {
      await changeStanding(suspended, 'suspend', '届出')
      await new Promise((resolve) => setTimeout(resolve, 300))
    })
    await new Promise((resolve) => setTimeout(resolve, 150))
    assert.equal(await inTown(municipality, () => assignMissingLinkCodes()), 1)
    await suspending
    assert.deepEqual(
      (await rowsOf(municipality, 'resident_link_codes')).map(({ resident_id: id }) => id),
      [active]
    )
  })

  test('two who issue at once give one code', async ({ assert }) => {
    const municipality = await createMunicipality({ modules: ['resident-registry'] })
    const [id] = await store(municipality, [{ number: '1', values: TARO }])
    const outcomes = await Promise.allSettled(
      [1, 2].map(() => inTown(municipality, () => assignLinkCode(id)))
    )
    assert.sameMembers(
      outcomes.map(({ status }) => status),
      ['fulfilled', 'rejected']
    )
    assert.lengthOf(await rowsOf(municipality, 'resident_link_codes'), 1)
  })
})
