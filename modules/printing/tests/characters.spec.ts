import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from '@japa/runner'
import { entriesOf } from '#app/audit/tests/support'
import { tinyFont } from '#app/documents/tests/tiny_font'
import { tenancy, type Municipality } from '#app/tenancy/main'
import env from '#start/env'
import { createMunicipality, createStaff } from '#tests/support/municipality'
import { readExactTexts } from '#tests/support/read_pdf'
import { storeResidents } from '#tests/support/residents'
import { signedIn } from '#tests/support/staff_session'
import makePrint from '../jobs/make_print.js'
import { findPart } from '../queries/find_part.js'
import { findPrint } from '../queries/list_prints.js'
import { listSubstituted } from '../queries/records_of_print.js'

const USUAL = {
  ...{ selection: 'everybody', sheet: 'a4-12', start: '1', order: 'number' },
  ...{ honorific: '様', mark: 'none', barcode: 'none', mail: 'undecided' },
}

/** 葛 as 文字情報基盤 writes it, and a character of the office's own. */
const [FORM, OWN] = ['葛\u{E0104}', '\u{E000}']

/** A municipality with somebody who can be printed, two with a form no font has, and one with 外字. */
async function office() {
  const municipality = await createMunicipality({ modules: ['resident-registry', 'printing'] })
  const staff = await createStaff(municipality, 'system_administrator')
  const visitor = await signedIn(municipality.slug, staff)
  const ids = await tenancy.run(municipality, () =>
    storeResidents(
      ['青木　一', `${FORM}城　二`, `${FORM}西　三`, `外${OWN}　四`].map((name, i) => ({
        number: String(i + 1),
        values: { name, kana: 'シケン', address: `試験町${i + 1}番`, postal_code: '9990011' },
      }))
    )
  )
  const base = `/${municipality.slug}/staff/printing`
  const characters = () => visitor.get(`${base}/characters`)
  const print = async (address: string, fields: Record<string, string> = {}) => {
    const form = await visitor.get(`${base}/${address}`)
    const sent = await visitor.submit(form, /labels$/, { ...USUAL, ...fields })
    if (sent.status !== 303) throw new Error(sent.words())
    const jobId = sent.location.split('/').at(-1)!
    await makePrint({ municipalityId: municipality.id, jobId })
    return jobId
  }
  const choose = async (character: string, substitute: string) => {
    const { _csrf } = (await characters()).forms().find(({ fields }) => fields._csrf)!.fields
    return visitor.post(`${base}/characters/substitutes`, { _csrf, character, substitute })
  }
  return { municipality, visitor, ids, base, characters, print, choose }
}

const counts = async (municipality: Municipality, id: string) => {
  const { printed, heldBack } = await tenancy.run(municipality, () => findPrint(id))
  return [printed, heldBack]
}

const textOf = async (municipality: Municipality, id: string) => {
  const { pdf } = await tenancy.run(municipality, () => findPart(id, 0))
  return (await readExactTexts(pdf)).map(({ text }) => text).join('')
}

test.group('printing/characters no font has [R2]', (group) => {
  group.each.setup(async () => {
    const folder = await mkdtemp(join(tmpdir(), 'fonts-'))
    env.set('FONTS_FOLDER', folder)
    return () => rm(folder, { recursive: true })
  })

  test('are listed with their numbers and how many wait for each', async ({ assert }) => {
    const { base, characters, print, visitor } = await office()
    assert.include((await characters()).words(), '保留になっている人はいません')
    const id = await print('labels')
    const words = (await characters()).words()
    assert.match(words, /U\+845B U\+E0104\s+2人/)
    assert.match(words, /U\+E000\s+1人/)
    assert.include((await visitor.get(`${base}/prints/${id}`)).text, 'staff/printing/characters')
  })

  test('are printed as what somebody chose, told beside the name, and for exactly those held back', async ({
    assert,
  }) => {
    const { municipality, visitor, ids, base, characters, print, choose } = await office()
    const first = await print('labels')
    assert.deepEqual(await counts(municipality, first), [1, 3])
    const before = await visitor.get(`/${municipality.slug}/staff/residents/${ids[1]}`)
    assert.include(before.words(), '印字できない文字があります：U+845B U+E0104')
    assert.equal((await choose(FORM, '葛')).status, 303)
    assert.include((await characters()).words(), '代わりを決めました')
    const beside = await visitor.get(`/${municipality.slug}/staff/residents/${ids[1]}`)
    assert.include(beside.words(), '印刷では「葛」')

    const again = await print(`labels?again=${first}`, { selection: 'held_back' })
    assert.deepEqual(await counts(municipality, again), [2, 1])
    const text = await textOf(municipality, again)
    assert.include(text, '葛城　二　様')
    assert.notInclude(text, '\u{E0104}')
    const substituted = await tenancy.run(municipality, () => listSubstituted(again))
    assert.sameDeepMembers(substituted, [
      { residentId: ids[1], substituted: [[FORM, '葛']] },
      { residentId: ids[2], substituted: [[FORM, '葛']] },
    ])
    assert.include((await visitor.get(`${base}/prints/${again}`)).words(), '印刷では「葛」')
    const left = await visitor.get(`${base}/prints/${first}`)
    assert.include(left.words(), 'まだ印刷していない1人だけを印刷する')
    const [entry] = await entriesOf(municipality, 'printing.choose_substitute')
    assert.deepEqual(entry.detail, { character: `${FORM}（U+845B U+E0104）`, substitute: '葛' })
  })

  test('are printed as they are once a font has them, whatever was chosen before', async ({
    assert,
  }) => {
    const { municipality, visitor, base, characters, print, choose } = await office()
    const first = await print('labels')
    await choose(FORM, '葛')
    const body = new FormData()
    const page = await characters()
    body.append('_csrf', page.forms().find(({ fields }) => fields._csrf)!.fields._csrf)
    const file = tinyFont(['葛', FORM, OWN])
    body.append('font', new Blob([Uint8Array.from(file)]), 'IPAmj明朝.ttf')
    assert.equal((await visitor.postForm(`${base}/characters/fonts`, body)).status, 303)
    const words = (await characters()).words()
    assert.include(words, 'IPAmj明朝.ttf')
    assert.include(words, 'いまは元の文字で印刷します')
    const again = await print(`labels?again=${first}`, { selection: 'held_back' })
    assert.deepEqual(await counts(municipality, again), [3, 0])
    const text = await textOf(municipality, again)
    for (const name of [`${FORM}城　二　様`, `外${OWN}　四　様`]) assert.include(text, name)
    assert.include((await characters()).words(), '保留になっている人はいません')
    await visitor.submit(await characters(), /substitutes\/remove$/)
    await visitor.submit(await characters(), /fonts\/remove$/)
    assert.notInclude((await characters()).words(), 'IPAmj明朝.ttf')
    for (const action of ['remove_substitute', 'add_font', 'remove_font']) {
      assert.lengthOf(await entriesOf(municipality, `printing.${action}`), 1)
    }
  })

  test('what is no use is refused with a sentence, and changes nothing', async ({ assert }) => {
    const { visitor, base, characters, choose } = await office()
    assert.include((await choose('青', '蒼')).words(), '代わりはいりません')
    assert.include((await choose(OWN, '\u{E001}')).words(), '代わりの文字も印字できません')
    assert.equal((await choose('二つ', '二')).status, 422)
    const { _csrf } = (await characters()).forms().find(({ fields }) => fields._csrf)!.fields
    const send = async (name: string, content: string) => {
      const body = new FormData()
      body.append('_csrf', _csrf)
      body.append('font', new Blob([content]), name)
      return (await visitor.postForm(`${base}/characters/fonts`, body)).words()
    }
    assert.include(await send('a.ttf', '%PDF-1.7 and more'), 'フォントのファイルではありません')
    assert.include(await send('a.exe', 'MZ'), 'ファイルの名前は')
    const words = (await characters()).words()
    assert.include(words, 'まだ決めていません')
    assert.notInclude(words, 'a.ttf')
  })
})
