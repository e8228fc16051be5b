import { test } from '@japa/runner'
import { entriesOf } from '#app/audit/tests/support'
import { administered, day } from '#app/staff/tests/support'
import { tenancy } from '#app/tenancy/main'
import { createCounter, createStaff } from '#tests/support/municipality'
import { signedIn } from '#tests/support/staff_session'
import { recordInquiry } from '../actions/save_inquiry.js'
import type { InquiryFacts } from '../inquiry.js'

const ASKED: InquiryFacts = {
  receivedOn: day(0),
  counterId: null,
  category: 'guidance',
  channel: 'phone',
  question: '予約の変更のしかた',
  answer: null,
  state: 'open',
}

const FORM = {
  received_on: day(0),
  counter: '',
  category: 'failure',
  channel: 'counter',
  question: '画面が開かない',
  answer: '',
  inquiry_state: 'open',
}

test.group('operations/inquiries [R117] [R113]', () => {
  test('are written down with a number, answered, and found by what they say', async ({
    assert,
  }) => {
    const { municipality, base, visitor } = await administered()
    const counter = await createCounter(municipality, { name: '本庁窓口' })
    const form = await visitor.get(`${base}/inquiries/new`)
    for (const question of ['画面が開かない', '受付番号12の人が来ない']) {
      const sent = await visitor.submit(form, /inquiries$/, {
        ...FORM,
        question,
        counter: counter.id,
      })
      assert.equal(sent.status, 303)
    }
    const found = await visitor.get(`${base}/inquiries?words=開かない`)
    assert.include(found.words(), '本庁窓口')
    assert.notInclude(found.words(), '受付番号12')
    const [, id] = found.text.match(/inquiries\/([0-9a-f-]{36})/)!

    const page = await visitor.get(`${base}/inquiries/${id}`)
    assert.include(page.words(), '問合せ 1')
    const unanswered = await visitor.submit(page, new RegExp(id), {
      ...FORM,
      inquiry_state: 'closed',
    })
    assert.equal(unanswered.status, 422)
    assert.include(unanswered.words(), '回答を書いてから、状態を選んでください。')
    const closed = { ...FORM, answer: '再起動を案内', inquiry_state: 'closed' }
    assert.equal((await visitor.submit(page, new RegExp(id), closed)).status, 303)
    const states = (await visitor.get(`${base}/inquiries?state=closed`)).words()
    assert.include(states, '画面が開かない')
    assert.notInclude(states, '受付番号12')
  })

  test('of two who change the same one, the second is told and nothing is lost', async ({
    assert,
  }) => {
    const { municipality, base, visitor } = await administered()
    await tenancy.run(municipality, () => recordInquiry(ASKED))
    const list = await visitor.get(`${base}/inquiries`)
    const [, id] = list.text.match(/inquiries\/([0-9a-f-]{36})/)!
    const page = await visitor.get(`${base}/inquiries/${id}`)
    const save = (answer: string) =>
      visitor.submit(page, new RegExp(id), { ...FORM, answer, inquiry_state: 'answered' })
    assert.equal((await save('一人目の回答')).status, 303)
    const second = await save('二人目の回答')
    assert.equal(second.status, 409)
    assert.include(second.words(), 'ほかの人が先に保存しました')
    assert.include(second.text, '二人目の回答')
    assert.include((await visitor.get(`${base}/inquiries/${id}`)).text, '一人目の回答')
  })

  test('twenty at once get twenty numbers', async ({ assert }) => {
    const { municipality } = await administered()
    const numbers = await Promise.all(
      Array.from({ length: 20 }, () => tenancy.run(municipality, () => recordInquiry(ASKED)))
    )
    assert.sameMembers(
      numbers,
      Array.from({ length: 20 }, (_, i) => i + 1)
    )
  })

  test('a 個人番号 is not stored, however it is grouped, and the log keeps no text', async ({
    assert,
  }) => {
    const { municipality, base, visitor } = await administered()
    const form = await visitor.get(`${base}/inquiries/new`)
    for (const number of ['123456789018', '１２３４ ５６７８ ９０１８', '1234-5678-9018']) {
      const refused = await visitor.submit(form, /inquiries$/, {
        ...FORM,
        question: `番号は${number}だそうです`,
      })
      assert.equal(refused.status, 422, number)
      assert.include(refused.words(), '個人番号と思われる12桁の数字があります')
    }
    assert.equal((await visitor.submit(form, /inquiries$/, FORM)).status, 303)
    const [entry] = await entriesOf(municipality, 'operations.record_inquiry')
    assert.deepEqual(entry.detail, { number: 1, category: 'failure', state: 'open' })
  })

  test('a clerk sees those of the own counters and of none [R44]', async ({ assert }) => {
    const { municipality } = await administered()
    const [ours, theirs] = [await createCounter(municipality), await createCounter(municipality)]
    await tenancy.run(municipality, async () => {
      await recordInquiry({ ...ASKED, counterId: ours.id, question: '当窓口の件' })
      await recordInquiry({ ...ASKED, counterId: theirs.id, question: '別窓口の件' })
      await recordInquiry({ ...ASKED, question: '全体の件' })
    })
    const clerk = await createStaff(municipality, 'counter_clerk', { counterIds: [ours.id] })
    const visitor = await signedIn(municipality.slug, clerk)
    const base = `/${municipality.slug}/staff/inquiries`
    const words = (await visitor.get(base)).words()
    assert.include(words, '当窓口の件')
    assert.include(words, '全体の件')
    assert.notInclude(words, '別窓口の件')
    const form = await visitor.get(`${base}/new`)
    const sent = await visitor.submit(form, /inquiries$/, { ...FORM, counter: theirs.id })
    assert.equal(sent.status, 422)
    assert.notInclude((await visitor.get(base)).text, '/inquiries/export')
  })

  test('come as a file, and the log says how many', async ({ assert }) => {
    const { municipality, base, visitor } = await administered()
    await tenancy.run(municipality, async () => {
      await recordInquiry(ASKED)
      await recordInquiry({ ...ASKED, category: 'request', question: '=要望' })
    })
    const page = await visitor.get(`${base}/inquiries?category=request`)
    const form = page.forms().find(({ action }) => action.endsWith('/export'))!
    const file = await (await visitor.download(form.action, form.fields)).text()
    assert.lengthOf(file.trim().split('\r\n'), 2)
    assert.include(file, "'=要望")
    const [entry] = await entriesOf(municipality, 'operations.export_inquiries')
    assert.equal(entry.detail.count, 1)
  })
})
