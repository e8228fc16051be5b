import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import { entriesOf } from '#app/audit/tests/support'
import { tenancy } from '#app/tenancy/main'
import { today } from '#app/ui/main'
import { putOnShelves } from '#tests/support/cards'
import { createCounter, createMunicipality, createStaff } from '#tests/support/municipality'
import { assignMissingLinkCodes, changeStanding, storeResidents } from '#tests/support/residents'
import { signedIn } from '#tests/support/staff_session'
import { customerBarcode } from '../barcode/customer_barcode.js'
import makePrint from '../jobs/make_print.js'
import { findPart } from '../queries/find_part.js'
import { readBarcodes } from './read_bars.js'

const USUAL = {
  ...{ selection: 'everybody', sheet: 'a4-12', start: '1', order: 'number' },
  ...{ honorific: '様', mark: 'no_forwarding', barcode: 'largest', mail: 'standard_50' },
}

/** A municipality with one person for each name, and labels of all of them. */
async function office(names: string[], modules: string[] = []) {
  const municipality = await createMunicipality({
    modules: ['resident-registry', 'printing', ...modules],
  })
  const visitor = await signedIn(
    municipality.slug,
    await createStaff(municipality, 'system_administrator')
  )
  const ids = await tenancy.run(municipality, () =>
    storeResidents(
      names.map((name, i) => ({
        number: String(i + 1),
        values: {
          ...{ name, kana: 'シケン', postal_code: '9990011', town: '中央' },
          ...{ address: `試験町中央${i + 1}番2号 コーポ椿${i + 101}`, block: `${i + 1}番2号` },
          building: `コーポ椿${i + 101}`,
        },
      }))
    )
  )
  const base = `/${municipality.slug}/staff`
  const print = async (fields: Record<string, string> = {}) => {
    const form = await visitor.get(`${base}/printing/labels`)
    const sent = await visitor.submit(form, /labels$/, { ...USUAL, ...fields })
    if (sent.status !== 303) throw new Error(sent.words())
    const jobId = sent.location.split('/').at(-1)!
    await makePrint({ municipalityId: municipality.id, jobId })
    return jobId
  }
  const take = async (jobId: string, encoding: string) =>
    visitor.submit(await visitor.get(`${base}/printing/prints/${jobId}`), /addresses$/, {
      encoding,
    })
  return { municipality, visitor, ids, base, print, take }
}

test.group('printing/addresses as a file [R75]', () => {
  test('has those printed, in their order, with what the barcode is made of', async ({
    assert,
  }) => {
    const { municipality, ids, print, take } = await office(['葛\u{E0100}城　一', '外\u{E000}　二'])
    const id = await print()
    const file = await take(id, 'utf8')
    const [header, line, ...rest] = file.text.replace(/^\uFEFF/, '').split('\r\n')
    assert.equal(
      header,
      '番号,郵便番号,住所,方書,氏名,敬称,表示,住所表示番号,バーコードの20桁,検査数字'
    )
    assert.equal(
      line,
      '1,999-0011,試験町中央1番2号,コーポ椿101,葛\u{E0100}城　一,様,転送不要,1-2-101,' +
        '9 9 9 0 0 1 1 1 - 2 - 1 0 1 CC4 CC4 CC4 CC4 CC4 CC4,CC4'
    )
    assert.deepEqual(rest, [''], 'nobody who was held back')
    const [entry] = await entriesOf(municipality, 'printing.export_addresses')
    assert.deepEqual(entry.detail, { count: 1, encoding: 'utf8' })
    const each = await entriesOf(municipality, 'printing.export_address')
    assert.deepEqual(
      each.map(({ subject_id: subject }) => subject),
      [ids[0]]
    )
  })

  test('counts the 丁目 that is kept with the 町字, on the label and in the file', async ({
    assert,
  }) => {
    const { municipality, print, take } = await office([])
    await tenancy.run(municipality, () =>
      storeResidents([
        {
          number: '1',
          values: {
            ...{ name: '青木　一', kana: 'アオキ', postal_code: '1000005', city: '千代田区' },
            ...{ town: '丸の内一丁目', block: '2番3号' },
          },
        },
      ])
    )
    const id = await print()
    const { pdf } = await tenancy.run(municipality, () => findPart(id, 0))
    assert.deepEqual(
      readBarcodes(pdf).map(({ bars }) => bars),
      [customerBarcode('1000005', '1-2-3')!.bars]
    )
    const [, line] = (await take(id, 'utf8')).text.split('\r\n')
    assert.match(line, /,1-2-3,1 0 0 0 0 0 5 1 - 2 - 3( CC4){8},/)
  })

  test('leaves out, and does not log, who is no longer in use', async ({ assert }) => {
    const { municipality, ids, print, take } = await office(['青木　一', '石井　二'])
    const id = await print()
    await tenancy.run(municipality, () => changeStanding(ids[0], 'deregister', '転出'))
    assert.lengthOf((await take(id, 'utf8')).text.trim().split('\r\n'), 2)
    const each = await entriesOf(municipality, 'printing.export_address')
    assert.deepEqual(
      each.map(({ subject_id: subject }) => subject),
      [ids[1]]
    )
    assert.equal((await entriesOf(municipality, 'printing.export_addresses'))[0].detail.count, 1)
  })

  test('in CP932 lists what it cannot hold before anything is taken', async ({ assert }) => {
    const { municipality, print, take } = await office(['葛\u{E0100}城　一', '髙﨑　二'])
    const refused = await take(await print(), 'cp932')
    assert.equal(refused.status, 422)
    assert.include(refused.words(), '葛\u{E0100}')
    assert.match(refused.text, /宛名ラベル<\/a>/)
    assert.lengthOf(await entriesOf(municipality, 'printing.export_addresses'), 0)

    const other = await office(['髙﨑　二'])
    const file = await other.take(await other.print(), 'cp932')
    assert.equal(file.status, 200)
    assert.notInclude(file.text, '?')
  })

  test('is gone with the list of who was printed', async ({ assert }) => {
    const { municipality, visitor, base, print } = await office(['青木　一'])
    const id = await print()
    const page = await visitor.get(`${base}/printing/prints/${id}`)
    await tenancy.run(municipality, () => db.rawQuery('DELETE FROM print_records'))
    const answer = await visitor.submit(page, /addresses$/, { encoding: 'utf8' })
    assert.equal(answer.status, 303)
    assert.include((await visitor.get(answer.location)).words(), '一覧の保存期間が過ぎました')
  })
})

test.group('printing/numbers for the post office [R10]', () => {
  test('are counted by day, kind and weight on the screen, on paper and as a file', async ({
    assert,
  }) => {
    const { visitor, base, print } = await office(['青木　一', '石井　二'])
    await print()
    await print({ mail: 'postcard', barcode: 'none' })
    const address = `${base}/reports/printing.posting?from=${today()}&until=${today()}`
    const page = await visitor.get(address)
    assert.match(page.words(), /宛名ラベル\s+はがき\s+2\s+0/)
    assert.match(page.words(), /宛名ラベル\s+定形（50gまで）\s+2\s+2/)
    assert.match(page.words(), /合計[^\d]+4\s+2/)
    const pdf = await visitor.submit(page, /pdf$/)
    assert.equal(pdf.status, 200)
    const file = await visitor.submit(page, /csv$/, { encoding: 'utf8' })
    assert.include(file.text, '宛名ラベル,はがき,2,0')
  })
})

test.group('printing/the order of the shelves [R2]', () => {
  test('is that of the cards, those on no shelf last', async ({ assert }) => {
    const { municipality, ids, print } = await office(['一', '二', '三'], ['card-progress'])
    const counter = await createCounter(municipality)
    await tenancy.run(municipality, async () => {
      await assignMissingLinkCodes()
      const { rows } = await db.rawQuery('SELECT resident_id, code FROM resident_link_codes')
      const codes = new Map(rows.map((row: any) => [row.resident_id, row.code]))
      await putOnShelves(counter.id, [
        [codes.get(ids[0]) as string, 'A-12'],
        [codes.get(ids[2]) as string, 'A-2'],
      ])
    })
    const id = await print({ order: 'shelf' })
    const { rows } = await tenancy.run(municipality, () =>
      db.rawQuery('SELECT resident_id FROM print_records WHERE job_id = ? ORDER BY position', [id])
    )
    assert.deepEqual(
      rows.map((row: any) => row.resident_id),
      [ids[2], ids[0], ids[1]]
    )
  })

  test('cannot be asked for where no cards are kept track of', async ({ assert }) => {
    const { print, visitor, base } = await office(['一'])
    assert.notInclude((await visitor.get(`${base}/printing/labels`)).words(), 'カードの棚の順')
    await assert.rejects(() => print({ order: 'shelf' }), /棚の順にはできません/)
  })
})

/** Takes a permission from whoever is signed in. */
const deny = (municipality: { id: number }, permission: string) =>
  tenancy.run(municipality, () =>
    db.rawQuery(
      `INSERT INTO role_permissions (municipality_id, role, permission, allowed)
       VALUES (?, 'system_administrator', ?, false)`,
      [municipality.id, permission]
    )
  )

test.group('printing/whoever may print but not see residents [R56]', () => {
  test('starts no print, opens no file and takes no addresses; each try is in the history', async ({
    assert,
  }) => {
    const { municipality, visitor, base, print } = await office(['青木　一'])
    const page = `${base}/printing/prints/${await print()}`
    const send = async (path: string) => {
      const { _csrf } = (await visitor.get(`${base}/password`)).forms()[0].fields
      return visitor.post(path, { _csrf, ...USUAL, encoding: 'utf8' })
    }
    const part = `${page}/parts/1`

    await deny(municipality, 'resident-registry.export')
    assert.equal((await visitor.get(part)).status, 200)
    assert.equal((await send(`${page}/addresses`)).status, 403)
    assert.notInclude((await visitor.get(page)).text, '/addresses')

    await deny(municipality, 'resident-registry.view')
    const answers = [
      await visitor.get(part),
      await visitor.get(`${base}/printing/labels`),
      await send(`${base}/printing/labels`),
      await visitor.get(`${base}/printing/letters`),
      await send(`${base}/printing/letters`),
      await send(`${page}/addresses`),
    ]
    for (const { status } of answers) assert.equal(status, 403)
    const shown = await visitor.get(page)
    assert.equal(shown.status, 200)
    assert.include(shown.words(), '閲覧する権限も要ります')
    const denied = (await entriesOf(municipality)).filter(({ result }) => result === 'denied')
    assert.lengthOf(denied, answers.length + 1)
  })

  test('is told that characters of a name are missing or replaced, and not which', async ({
    assert,
  }) => {
    const { municipality, visitor, base, print } = await office([
      '外\u{E000}　一',
      '葛\u{E0104}　二',
    ])
    await tenancy.run(municipality, () =>
      db.rawQuery(
        `INSERT INTO print_substitutes (municipality_id, character, substitute, chosen_by)
         SELECT municipality_id, '葛\u{E0104}', '葛', id FROM staff_members`
      )
    )
    const page = `${base}/printing/prints/${await print()}`
    const characters = /\u{E000}|U\+E000|\u{E0104}|U\+E0104/u
    const seen = (await visitor.get(page)).words()
    assert.include(seen, '印字できない文字があります：\u{E000}（U+E000）')
    assert.include(seen, '葛\u{E0104}（U+845B U+E0104）は、印刷では「葛」')
    await deny(municipality, 'resident-registry.view')
    const shown = await visitor.get(page)
    assert.include(shown.words(), '印字できない文字があります。どの文字かは、')
    assert.include(shown.words(), '代わりの文字で印刷した人')
    assert.notMatch(shown.text, characters)
  })
})
