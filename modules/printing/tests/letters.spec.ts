import { test } from '@japa/runner'
import i18nManager from '@adonisjs/i18n/services/main'
import db from '@adonisjs/lucid/services/db'
import { entriesOf } from '#app/audit/tests/support'
import { documents } from '#app/documents/main'
import { readReadableCode } from '#app/exchange/main'
import { tenancy, type Municipality } from '#app/tenancy/main'
import { today } from '#app/ui/main'
import { forStaff } from '#app/wording/main'
import { openCards } from '#tests/support/cards'
import {
  createCounter,
  createMunicipality,
  createStaff,
  switchModule,
} from '#tests/support/municipality'
import { readTexts } from '#tests/support/read_pdf'
import { assignMissingLinkCodes, storeResidents } from '#tests/support/residents'
import { signedIn } from '#tests/support/staff_session'
import { initialPasswordHash } from '#tests/support/account'
import { arrangePrint } from '../actions/arrange_print.js'
import { removeFromSetUp, savePrinter } from '../actions/change_set_up.js'
import { nextPart } from '../actions/next_part.js'
import personEraser from '../actions/person_eraser.js'
import makePrint from '../jobs/make_print.js'
import recordSending from '../jobs/record_sending.js'
import { letterFields } from '../merge_fields.js'
import { findPart } from '../queries/find_part.js'
import { findPrint } from '../queries/list_prints.js'
import { listHeldBack } from '../queries/records_of_print.js'
import { listPrinters } from '../queries/list_sheets.js'
import { takeUpPrint } from '../queries/running_print.js'
import { STARTERS } from '../starter_wordings.js'
import { wordingInForm } from '../validators/wording_validator.js'

/** A municipality that prints, somebody signed in there, and residents who have link codes. */
async function office({
  residents = 3,
  codes = true,
  modules = [] as string[],
  name = '試験町',
} = {}) {
  const municipality = await createMunicipality({
    name,
    modules: ['resident-registry', 'printing', ...modules],
  })
  const visitor = await signedIn(
    municipality.slug,
    await createStaff(municipality, 'system_administrator')
  )
  const ids = await tenancy.run(municipality, async () => {
    const stored = await storeResidents(
      Array.from({ length: residents }, (_, i) => ({
        number: String(i + 1).padStart(4, '0'),
        values: {
          name: `試験　${i + 1}郎`,
          ...{ kana: 'シケン', postal_code: '9990099', address: `試験町中央${i + 1}番1号` },
        },
      }))
    )
    if (codes) await assignMissingLinkCodes()
    return stored
  })
  const base = `/${municipality.slug}/staff/printing`
  return { municipality, visitor, ids, base }
}
type Office = Awaited<ReturnType<typeof office>>

/** What the form is sent with, beginning with a starter. */
function typed(changes: Record<string, string> = {}, starter = 'notice'): Record<string, string> {
  const fields = letterFields(i18nManager.locale('ja'))
  const { name, ...text } = STARTERS[starter]
  const { title, body, sender, ...rest } = wordingInForm(text)
  const texts = Object.entries({ title, body, sender }).map(([key, stored]) => [
    key,
    forStaff(stored, fields),
  ])
  const shifts = Object.keys(rest).map((key) => [key, String(rest[key as keyof typeof rest])])
  return {
    ...{ do: 'save', name },
    ...Object.fromEntries([...texts, ...shifts]),
    ...changes,
  }
}

/** Saves a wording from a starter. */
async function word(
  { visitor, base }: Office,
  changes: Record<string, string> = {},
  starter = 'notice'
) {
  const form = await visitor.get(`${base}/wordings/new`)
  return visitor.submit(form, /new$/, typed(changes, starter))
}

const USUAL = {
  ...{ selection: 'everybody', order: 'number', honorific: '様' },
  ...{ mark: 'no_forwarding', mail: 'undecided', barcode: 'yes', renew: 'no' },
}

async function print(there: Office, fields: Record<string, string> = {}) {
  const { visitor, base, municipality } = there
  const form = await visitor.get(`${base}/letters`)
  const wording = /<option value="([0-9a-f-]{36})"/.exec(form.text)![1]
  const answer = await visitor.submit(form, /letters$/, {
    ...{ ...USUAL, wording, ...fields },
  })
  if (answer.status !== 303) throw new Error(answer.words())
  const id = answer.location.split('/').at(-1)!
  await makePrint({ municipalityId: municipality.id, jobId: id })
  return id
}

const inTown = <T>(municipality: Municipality, work: () => Promise<T>) =>
  tenancy.run(municipality, work)

/** What somebody reads on the pages of a print's first file, without its blanks. */
async function wordsOf(municipality: Municipality, id: string) {
  const { pdf } = await inTown(municipality, () => findPart(id, 0))
  const pages: string[] = []
  for (const { page, text } of await readTexts(pdf)) {
    pages[page] = (pages[page] ?? '') + text.replaceAll(/\s/g, '')
  }
  return pages
}

test.group('printing/letters [R1] [R77] [R78] [R79]', () => {
  test('written, looked at and printed: a page for each, with name and link code', async ({
    assert,
  }) => {
    const there = await office()
    const { municipality, visitor, base } = there
    const saved = await word(there)
    assert.equal(saved.status, 303, saved.words())
    assert.include((await visitor.get(`${base}/wordings`)).words(), '第1版')
    assert.equal((await visitor.get(`${base}/wordings/new?starter=toString`)).status, 200)

    const id = await print(there)
    const shown = await inTown(municipality, () => findPrint(id))
    assert.deepEqual([shown.state, shown.printed, shown.paper], ['done', 3, '交付通知書'])
    assert.include((await visitor.get(`${base}/prints/${id}`)).words(), '通知書・案内文')
    const pages = await wordsOf(municipality, id)
    assert.lengthOf(pages, 3)
    const { rows } = await inTown(municipality, () =>
      db.rawQuery(`SELECT r.number, l.code FROM residents r
                     JOIN resident_link_codes l ON l.resident_id = r.id ORDER BY r.number`)
    )
    for (const [i, page] of pages.entries()) {
      assert.include(page, `試験${i + 1}郎様`)
      const [code] = /[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}/.exec(page)!
      assert.equal(readReadableCode(code), rows[i].code)
    }
    assert.lengthOf(await entriesOf(municipality, 'printing.save_wording'), 1)
    const [printed] = await entriesOf(municipality, 'residents.print')
    assert.equal(printed.detail.count, 3)
  })

  test('whoever has no link code is held back where the letter says one', async ({ assert }) => {
    const there = await office({ residents: 1, codes: false })
    await word(there)
    const id = await print(there)
    const held = await inTown(there.municipality, () => listHeldBack(id))
    assert.deepEqual(
      held.map(({ why }) => why.because),
      ['no_link_code']
    )
    const page = await there.visitor.get(`${there.base}/prints/${id}`)
    assert.include(page.words(), 'リンク番号がまだ発行されていません')
  })

  test('by shelf only where cards are kept: another order is asked for, and nothing printed', async ({
    assert,
  }) => {
    const there = await office({ residents: 1 })
    await word(there)
    await assert.rejects(() => print(there, { order: 'shelf' }), /棚の順にはできません/)
    assert.include((await there.visitor.get(there.base)).words(), 'まだ')
  })

  test('is counted for the post office by weight; a postcard is one unless told', async ({
    assert,
  }) => {
    const there = await office({ residents: 1 })
    const mailOf = async (id: string) =>
      (await inTown(there.municipality, () => findPrint(id))).layout.mail
    await word(there, {}, 'postcard')
    assert.equal(await mailOf(await print(there)), 'postcard')
    assert.equal(await mailOf(await print(there, { mail: 'large_50' })), 'large_50')
    const other = await office({ residents: 1 })
    await word(other)
    await print(other, { mail: 'standard_50' })
    const report = `/${other.municipality.slug}/staff/reports/printing.posting?from=${today()}&until=${today()}`
    assert.match((await other.visitor.get(report)).words(), /通知書・案内文\s+定形（50gまで）\s+1/)
  })

  test('with a name no font can write, of the wording or the municipality, nothing begins', async ({
    assert,
  }) => {
    const there = await office({ residents: 1 })
    await word(there)
    /** A font had it when the wording was saved. */
    await inTown(there.municipality, () =>
      db.rawQuery("UPDATE print_wordings SET name = '通知\u{E000}'")
    )
    await assert.rejects(() => print(there), /印字できない文字があります：\u{E000}（U\+E000）/u)
    const other = await office({ residents: 1, name: '外字\u{E001}町' })
    await word(other)
    await assert.rejects(() => print(other), /U\+E001/)
    assert.include((await other.visitor.get(other.base)).words(), 'まだ')
  })

  test('whoever one wording held back still waits when another was printed', async ({ assert }) => {
    const there = await office({ residents: 1, codes: false })
    const { municipality, visitor, base } = there
    await word(there)
    const id = await print(there)
    const waits = async () => (await visitor.get(`${base}/prints/${id}`)).text.includes('?again=')
    assert.isTrue(await waits())
    await inTown(municipality, () => assignMissingLinkCodes())
    await word(there, { name: 'ほかの文面' })
    const page = await visitor.get(`${base}/letters`)
    const wordings = [...page.text.matchAll(/<option value="([0-9a-f-]{36})"[^>]*>([^（]+)/g)]
    const of = (name: string) => wordings.find(([, , label]) => label.trim() === name)![1]
    await print(there, { wording: of('ほかの文面') })
    assert.isTrue(await waits())
    const form = await visitor.get(`${base}/letters?again=${id}`)
    assert.include(form.text, `<option value="${of('交付通知書')}" selected`)
    await print(there, { wording: of('交付通知書') })
    assert.isFalse(await waits())
  })

  test('a letter that does not fit is held back with whose it is, never clipped', async ({
    assert,
  }) => {
    const there = await office({ residents: 2 })
    await inTown(there.municipality, async () => {
      const values = { name: '長　住', kana: 'ナガ', address: `試験町${'長'.repeat(57)}` }
      await storeResidents([{ number: '9', values }])
      await assignMissingLinkCodes()
    })
    const body = `${'あ'.repeat(520)}\n${'{住所}'.repeat(5)}`
    const saved = await word(there, { body }, 'postcard')
    assert.equal(saved.status, 303, saved.words())
    const id = await print(there)
    const shown = await inTown(there.municipality, () => findPrint(id))
    assert.deepEqual([shown.printed, shown.heldBack], [2, 1])
    const [held] = await inTown(there.municipality, () => listHeldBack(id))
    assert.deepEqual(held.why, { because: 'too_long', places: ['body'] })
    const page = await there.visitor.get(`${there.base}/prints/${id}`)
    assert.include(page.words(), '重ならずには紙に入りません（本文）')
  })

  test('municipal text is printed as it is and never run', async ({ assert }) => {
    const there = await office({ residents: 1 })
    const body = '#panic("x") $x^2$ *太字* \\ @a <b> #import "/data.json" {宛名}'
    const saved = await word(there, { body })
    assert.equal(saved.status, 303, saved.words())
    const [page] = await wordsOf(there.municipality, await print(there))
    assert.include(page, body.replace('{宛名}', '試験1郎様').replaceAll(/\s/g, ''))
  })
})

test.group('printing/wordings [R77] [R78]', () => {
  test('what is wrong is said in the form, and nothing is saved', async ({ assert }) => {
    const there = await office({ residents: 0 })
    const refused = async (changes: Record<string, string>, says: string) => {
      const answer = await word(there, changes)
      assert.equal(answer.status, 422)
      assert.include(answer.words(), says)
    }
    await refused({ body: '{なまえ}様' }, '{なまえ} は差し込み項目にありません')
    for (const field of ['name', 'title', 'body', 'sender']) {
      await refused({ [field]: '外字\u{E000}' }, '印字できない文字があります：\u{E000}（U+E000）')
    }
    await refused({ title: 'お知らせ\u{E0FF}' }, 'U+E0FF')
    await refused({ body: '前 {予約ページのQR}' }, '一行にそれだけを書いてください')
    await refused({ title: '' }, '表題')
    await refused({ layout: 'nobody.layout' }, 'この紙の形は、いま使えません')
    await refused(
      { layout: 'printing.postcard', body: '長い文。'.repeat(900) },
      '本文が紙に入りきりません'
    )
    await refused({ body: `担当｜${'W'.repeat(200)}` }, '本文の表が紙に入りきりません')
    await refused({ title: 'W'.repeat(100) }, '表題が紙に入りきりません')
    await refused({ address_x: '-21' }, '宛名が、紙の端か')
    await refused({ body_x: '-21' }, '本文が紙の端からはみ出します')
    const lines = (count: number) =>
      Array.from({ length: count }, (_, i) => `${i + 1}行`).join('\n')
    await refused({ sender: lines(11) }, '差出人が紙に入りきりません')
    await refused({ layout: 'printing.postcard', sender: lines(8) }, '差出人が紙に入りきりません')
    assert.include((await there.visitor.get(`${there.base}/wordings`)).words(), 'まだありません')
  })

  test('two who edit at once: one saves, the other is told; versions stay', async ({ assert }) => {
    const there = await office({ residents: 0 })
    const { visitor, municipality } = there
    const { location } = await word(there)
    const form = await visitor.get(location)
    const answers = await Promise.all(
      ['一', '二'].map((title) => visitor.submit(form, /wordings\/[^/]+$/, typed({ title })))
    )
    assert.deepEqual(answers.map(({ status }) => status).sort(), [303, 422])
    assert.include(answers.find(({ status }) => status === 422)!.words(), 'ほかの人が先に保存した')
    const page = await visitor.get(location)
    assert.include(page.words(), '第2版')
    const first = await visitor.get(`${location}?version=1`)
    assert.include(first.text, 'マイナンバーカード）交付のお知らせ')
    const taken = await word(there)
    assert.include(taken.words(), '同じ名前の文面があります')
    await visitor.submit(page, /archive$/)
    assert.equal((await visitor.get(location)).status, 404)
    assert.lengthOf(await entriesOf(municipality, 'printing.archive_wording'), 1)
  })

  test('the picture shows what is in the form, and the test print is a PDF with frames', async ({
    assert,
  }) => {
    const there = await office({ residents: 0 })
    const { visitor, base } = there
    const form = await visitor.get(`${base}/wordings/new`)
    assert.match(form.text, /letter-preview__paper[^>]*><svg /)
    const shown = await visitor.submit(form, /new$/, typed({ do: 'preview', body: '短い' }))
    assert.equal(shown.status, 200)
    assert.isBelow(shown.text.length, form.text.length)
    const tested = await visitor.submit(form, /new$/, typed({ do: 'test' }))
    assert.equal(tested.status, 200)
    assert.match(tested.text, /^%PDF-/)
    assert.include((await visitor.get(`${base}/wordings`)).words(), 'まだありません')
  })
})

test.group('printing/test prints of a wording [R77]', () => {
  test('are made for the printer that is chosen', async ({ assert }) => {
    const there = await office({ residents: 0 })
    const { municipality, visitor, base } = there
    await inTown(municipality, () => savePrinter({ name: '2階', x: 4, y: -2 }))
    const [{ id }] = await inTown(municipality, () => listPrinters())
    const form = await visitor.get(`${base}/wordings/new`)
    const titleOf = async (printer: string) => {
      const [{ action, fields }] = form.forms().filter((one) => one.action.endsWith('/new'))
      const asked = { ...fields, ...typed({ do: 'test', printer }) }
      const tested = await visitor.download(action, asked)
      assert.equal(tested.status, 200)
      const pdf = Buffer.from(await tested.arrayBuffer())
      return (await readTexts(pdf)).find(({ text }) => text.startsWith('個人番号'))!
    }
    const [still, moved] = [await titleOf(''), await titleOf(id)]
    assert.approximately(moved.left - still.left, 4, 0.1)
    assert.approximately(moved.baseline - still.baseline, -2, 0.1)

    await inTown(municipality, () => removeFromSetUp('printer', id))
    const gone = await visitor.submit(form, /new$/, typed({ do: 'test', printer: id }))
    assert.equal(gone.status, 422)
    assert.include(gone.words(), 'このプリンターは削除されました')
  })
})

test.group('printing/sending [R1]', () => {
  test('通知書送付 is recorded for exactly those printed, once', async ({ assert }) => {
    const there = await office({ residents: 3, modules: ['reservation', 'card-progress'] })
    const { municipality, visitor, base, ids } = there
    const counter = await createCounter(municipality)
    const codes = await inTown(municipality, async () => {
      const { rows } = await db.rawQuery(
        'SELECT resident_id AS id, code FROM resident_link_codes WHERE ended_at IS NULL'
      )
      return new Map(rows.map(({ id, code }: { id: string; code: string }) => [id, code]))
    })
    const cards = await openCards(
      municipality,
      counter.id,
      [ids[0], ids[1]].map((id) => codes.get(id) as string)
    )
    await inTown(municipality, () =>
      storeResidents([
        { number: '9', values: { name: '外字\u{E000}', kana: 'ガイジ', address: '試験町1番' } },
      ])
    )
    await word(there)
    const id = await print(there)
    const page = await visitor.get(`${base}/prints/${id}`)
    const answers = await Promise.all([1, 2].map(() => visitor.submit(page, /sending$/)))
    assert.deepEqual(
      answers.map(({ status }) => status),
      [303, 303]
    )
    const work = () => recordSending({ municipalityId: municipality.id, jobId: id })
    await Promise.all([work(), work()])
    const { rows } = await inTown(municipality, () =>
      db.rawQuery(`SELECT case_id, variant FROM progress_events WHERE code = 'NOTIFY'`)
    )
    assert.sameDeepMembers(
      rows,
      cards.map((card) => ({ case_id: card, variant: 'first' }))
    )
    const shown = await visitor.get(`${base}/prints/${id}`)
    assert.include(shown.words(), '2人に通知書送付を登録しました')
    assert.include(shown.words(), 'このリンク番号のカードは、まだ登録されていません')
    assert.isEmpty(shown.forms().filter(({ action }) => action.endsWith('/sending')))
    assert.lengthOf(await entriesOf(municipality, 'printing.record_sending'), 1)
  })

  test('is not offered for a print that failed: what is missing may still be made', async ({
    assert,
  }) => {
    const there = await office({ residents: 1, modules: ['reservation', 'card-progress'] })
    await word(there)
    const id = await print(there)
    const offered = async () =>
      (await there.visitor.get(`${there.base}/prints/${id}`))
        .forms()
        .some(({ action }) => action.endsWith('/sending'))
    assert.isTrue(await offered())
    await inTown(there.municipality, () => db.rawQuery("UPDATE print_jobs SET state = 'failed'"))
    assert.isFalse(await offered())
  })

  test('is not offered for what is no notice, nor where cards are not kept', async ({ assert }) => {
    const there = await office({ residents: 1 })
    await word(there)
    const page = await there.visitor.get(`${there.base}/prints/${await print(there)}`)
    assert.notInclude(page.words(), '通知書送付')
    const other = await office({ residents: 1, modules: ['reservation', 'card-progress'] })
    await word(other, { purpose: 'other' })
    const shown = await other.visitor.get(`${other.base}/prints/${await print(other)}`)
    assert.notInclude(shown.words(), '通知書送付')
  })
})

test.group('printing/credentials [R6]', () => {
  /** An office whose residents get IDs and passwords, and a print of them that has begun. */
  async function issuing(residents = 2) {
    const there = await office({ residents, modules: ['reservation', 'accounts'] })
    const saved = await word(there, {}, 'credentials')
    if (saved.status !== 303) throw new Error(saved.words())
    return there
  }
  const hashes = async ({ municipality }: Office) => {
    const { rows } = await inTown(municipality, () =>
      db.rawQuery('SELECT user_id, initial_password_hash AS hash FROM accounts ORDER BY user_id')
    )
    return rows as { user_id: string; hash: Buffer }[]
  }
  const readableAnywhere = async ({ municipality }: Office, words: string[]) => {
    const { rows } = await inTown(municipality, () =>
      db.rawQuery(`SELECT r::text AS row FROM print_records r UNION ALL SELECT p::text FROM print_parts p
                   UNION ALL SELECT j::text FROM print_jobs j UNION ALL SELECT a::text FROM accounts a
                   UNION ALL SELECT detail::text FROM audit_entries`)
    )
    return rows.some(({ row }: { row: string }) => words.some((one) => row.includes(one)))
  }
  /** ID and password of each letter. */
  const lettersOf = async (there: Office, id: string) =>
    (await wordsOf(there.municipality, id)).map(
      (page) => page.match(/[2-9A-Z]{4}-[2-9A-Z]{4}-[2-9A-Z]{4}/g) as [string, string]
    )

  test('issued and printed in one run; each password opens its account and is nowhere else', async ({
    assert,
  }) => {
    const there = await issuing()
    const { visitor, base, municipality } = there
    const id = await print(there)
    const letters = await lettersOf(there, id)
    const accounts = await hashes(there)
    assert.lengthOf(letters, 2)
    assert.lengthOf(accounts, 2)
    for (const [shownId, password] of letters) {
      const account = accounts.find((one) => one.user_id === readReadableCode(shownId))!
      assert.isTrue(account.hash.equals(initialPasswordHash(password)))
    }
    const passwords = letters.flatMap(([, password]) => [password, password.replaceAll('-', '')])
    assert.isFalse(await readableAnywhere(there, passwords))

    const page = await visitor.get(`${base}/prints/${id}`)
    assert.include(page.words(), '新しく発行：2人')
    await visitor.submit(page, /confirm$/)
    assert.equal((await visitor.get(`${base}/prints/${id}/parts/1`)).status, 404)
    const { rows } = await inTown(municipality, () =>
      db.rawQuery(`SELECT (SELECT count(*)::int FROM print_parts) AS parts,
                          (SELECT count(*)::int FROM print_records WHERE secret_sealed IS NOT NULL) AS secrets`)
    )
    assert.deepEqual(rows[0], { parts: 0, secrets: 0 })
    const again = await visitor.submit(page, /confirm$/)
    assert.include((await visitor.get(again.location)).words(), '何もしていません')
  })

  test('printed again, those who have an ID are left alone, or get a new password and are told so', async ({
    assert,
  }) => {
    const there = await issuing()
    const first = await print(there)
    const before = await hashes(there)
    const left = await print(there)
    assert.deepEqual(await hashes(there), before)
    const page = await there.visitor.get(`${there.base}/prints/${left}`)
    assert.include(page.words(), '利用者IDがすでにあるか')
    assert.notInclude(page.words(), '手書き')
    const renewed = await print(there, { renew: 'yes' })
    const after = await hashes(there)
    assert.isTrue(after.every(({ hash }, i) => !hash.equals(before[i].hash)))
    const told = await there.visitor.get(`${there.base}/prints/${renewed}`)
    assert.include(told.words(), '前のパスワードを終わらせて発行：2人')
    assert.notDeepEqual(await lettersOf(there, renewed), await lettersOf(there, first))
    assert.lengthOf(await entriesOf(there.municipality, 'accounts.reissue_password'), 2)
  })

  /** A print that has issued its passwords, and made nothing of them yet. */
  async function begun({ municipality, visitor, base }: Office) {
    const form = await visitor.get(`${base}/letters`)
    const [, wording] = /<option value="([0-9a-f-]{36})"/.exec(form.text)!
    const answer = await visitor.submit(form, /letters$/, { ...USUAL, wording, renew: 'yes' })
    const id = answer.location.split('/').at(-1)!
    const job = (await inTown(municipality, () => takeUpPrint(id)))!
    await tenancy.run(municipality, () => arrangePrint(job), job.actor)
    await tenancy.run(municipality, () => nextPart(job), job.actor)
    return id
  }
  const hasFailed = ({ municipality }: Office, id: string) =>
    inTown(municipality, () =>
      db.rawQuery("UPDATE print_jobs SET state = 'failed' WHERE id = ?", [id])
    )
  const sealedSecrets = async ({ municipality }: Office) => {
    const { rows } = await inTown(municipality, () =>
      db.rawQuery('SELECT count(*)::int AS n FROM print_records WHERE secret_sealed IS NOT NULL')
    )
    return rows[0].n as number
  }

  test('resumed after another print has issued anew, it prints no password that has ended', async ({
    assert,
  }) => {
    const there = await issuing(3)
    const { municipality, visitor, base } = there
    const first = await begun(there)
    await hasFailed(there, first)
    await print(there, { renew: 'yes' })
    const posted = await hashes(there)

    await visitor.submit(await visitor.get(`${base}/prints/${first}`), /resume$/)
    await makePrint({ municipalityId: municipality.id, jobId: first })
    assert.deepEqual(await hashes(there), posted, 'what was posted still opens the accounts')
    const { state, printed, heldBack } = await inTown(municipality, () => findPrint(first))
    assert.deepEqual([state, printed, heldBack], ['done', 0, 3])
    const page = await visitor.get(`${base}/prints/${first}`)
    assert.include(page.words(), 'この印刷で発行したパスワードは使えません')
    assert.notInclude(page.words(), '手紙を印刷していません')
    assert.equal(await sealedSecrets(there), 0)
  })

  test('failed, it can be ended: what it issued and did not print is forgotten', async ({
    assert,
  }) => {
    const there = await issuing(2)
    const { visitor, base } = there
    const id = await begun(there)
    await hasFailed(there, id)
    assert.equal(await sealedSecrets(there), 2)
    await visitor.submit(await visitor.get(`${base}/prints/${id}`), /cancel$/)
    assert.equal(await sealedSecrets(there), 0)
    assert.equal((await inTown(there.municipality, () => findPrint(id))).state, 'cancelled')
  })

  test('stopped in between, it says whose passwords are on no paper; resumed, it prints those it issued', async ({
    assert,
  }) => {
    const there = await issuing(3)
    const { municipality, visitor, base } = there
    const killed = await begun(there)
    const issued = await hashes(there)
    assert.lengthOf(issued, 3)
    await makePrint({ municipalityId: municipality.id, jobId: killed })
    assert.deepEqual(await hashes(there), issued, 'nothing is issued twice')
    for (const [shownId, password] of await lettersOf(there, killed)) {
      const account = issued.find((one) => one.user_id === readReadableCode(shownId))!
      assert.isTrue(account.hash.equals(initialPasswordHash(password)))
    }

    const cancelled = await begun(there)
    await visitor.submit(await visitor.get(`${base}/prints/${cancelled}`), /cancel$/)
    await makePrint({ municipalityId: municipality.id, jobId: cancelled })
    const page = await visitor.get(`${base}/prints/${cancelled}`)
    assert.include(page.words(), '3人は、パスワードを発行しましたが、手紙を印刷していません')
    const [address] = /[^"]*letters\?again=[^"]+/.exec(page.text)!
    const form = await visitor.get(address.replaceAll('&amp;', '&'))
    assert.match(form.text, /<input[^>]*name="selection"[^>]*value="issued"[^>]*checked/)
    assert.match(form.text, /<input[^>]*name="renew"[^>]*value="yes"[^>]*checked/)
    const [, wording] = /<option value="([0-9a-f-]{36})" selected/.exec(form.text)!
    const asked = { ...USUAL, wording, selection: 'issued', renew: 'yes' }
    const renewed = await visitor.submit(form, /letters$/, asked)
    const again = renewed.location.split('/').at(-1)!
    await makePrint({ municipalityId: municipality.id, jobId: again })
    assert.lengthOf(await lettersOf(there, again), 3)
    const told = await visitor.get(`${base}/prints/${cancelled}`)
    assert.notInclude(told.words(), '手紙を印刷していません')
    assert.equal(await sealedSecrets(there), 0)
  })

  test('whose file went with somebody erased get a new password, the page says so, and nobody else does', async ({
    assert,
  }) => {
    const there = await issuing(2)
    const { municipality, visitor, base, ids } = there
    const id = await print(there)
    const before = await lettersOf(there, id)
    await inTown(municipality, () => personEraser.erase([{ kind: 'resident', id: ids[0] }]))
    const issued = await hashes(there)
    const page = await visitor.get(`${base}/prints/${id}`)
    assert.match(page.words(), /ほかの1人の分をもう一度印刷する\s*（パスワードは新しく発行し/)
    const [address] = /[^"]*letters\?again=[^"]+/.exec(page.text)!
    const form = await visitor.get(address.replaceAll('&amp;', '&'))
    assert.match(form.text, /<input[^>]*name="selection"[^>]*value="file_erased"[^>]*checked/)
    assert.match(form.text, /<input[^>]*name="renew"[^>]*value="yes"[^>]*checked/)
    const [, wording] = /<option value="([0-9a-f-]{36})" selected/.exec(form.text)!
    const asked = { ...USUAL, wording, selection: 'file_erased', renew: 'yes' }
    const again = (await visitor.submit(form, /letters$/, asked)).location.split('/').at(-1)!
    await makePrint({ municipalityId: municipality.id, jobId: again })
    const letters = await lettersOf(there, again)
    assert.deepEqual(
      letters.map(([shownId]) => shownId),
      [before[1][0]]
    )
    const kept = (await hashes(there)).filter(({ hash }) =>
      issued.some((one) => one.hash.equals(hash))
    )
    assert.deepEqual(
      kept.map((account) => account.user_id),
      [readReadableCode(before[0][0])]
    )
  })

  test('where nothing can be typeset no password ends: not from the form, and not from a print that waits', async ({
    assert,
  }) => {
    const there = await issuing(1)
    const { municipality, visitor, base } = there
    const form = await visitor.get(`${base}/letters`)
    const [, wording] = /<option value="([0-9a-f-]{36})"/.exec(form.text)!
    const send = () => visitor.submit(form, /letters$/, { ...USUAL, wording })
    const waits = (await send()).location.split('/').at(-1)!
    const { whyUnavailable } = documents
    documents.whyUnavailable = async () => 'no program for this platform'
    try {
      const refused = await send()
      assert.equal(refused.status, 422)
      assert.include(refused.words(), 'PDFを作るプログラムが、このサーバーの種類に対応していません')
      assert.isEmpty(refused.forms().filter(({ action }) => action.endsWith('/letters')))
      await makePrint({ municipalityId: municipality.id, jobId: waits })
    } finally {
      documents.whyUnavailable = whyUnavailable
    }
    assert.equal((await inTown(municipality, () => findPrint(waits))).state, 'failed')
    assert.isEmpty(await hashes(there))
  })

  test('not on a postcard, and only by those who may issue IDs', async ({ assert }) => {
    const there = await issuing(1)
    const postcard = await word(there, { name: '別', layout: 'printing.postcard' }, 'credentials')
    assert.equal(postcard.status, 422)
    assert.include(postcard.words(), 'はがきには使えません')
    const id = await print(there)
    const without = await office({ residents: 1 })
    await word(without, {}, 'credentials')
    await assert.rejects(() => print(without), /利用者IDを発行する権限が要ります/)
    const open = async () =>
      (await there.visitor.get(`${there.base}/prints/${id}`)).text.includes(`${id}/parts/1`)
    assert.isTrue(await open())
    await switchModule(there.municipality.id, 'accounts', false)
    assert.isFalse(await open(), 'no link to what may not be opened')
    assert.equal((await there.visitor.get(`${there.base}/prints/${id}/parts/1`)).status, 403)
  })
})
