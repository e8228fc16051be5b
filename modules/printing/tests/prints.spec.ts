import { randomUUID } from 'node:crypto'
import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import { entriesOf } from '#app/audit/tests/support'
import { issueLinkCodes } from '#app/exchange/main'
import { tenancy, type Municipality } from '#app/tenancy/main'
import { createMunicipality, createStaff, switchModule } from '#tests/support/municipality'
import { assignMissingLinkCodes, changeStanding, storeResidents } from '#tests/support/residents'
import { signedIn } from '#tests/support/staff_session'
import { arrangePrint } from '../actions/arrange_print.js'
import { printPart } from '../actions/print_part.js'
import forgetPrints from '../jobs/forget_prints.js'
import makePrint from '../jobs/make_print.js'
import { takeUpPrint } from '../queries/running_print.js'
import { findPart } from '../queries/find_part.js'
import { findPrint } from '../queries/list_prints.js'
import { printedResidents } from '../queries/printed_residents.js'
import { sealSubstituted } from '../sealed_print.js'
import { readBarcodes } from './read_bars.js'

/** What the form is sent with. */
const USUAL = {
  ...{ selection: 'everybody', sheet: 'a4-12', start: '1', order: 'postal_code' },
  ...{ honorific: '様', mark: 'no_forwarding', barcode: 'largest', mail: 'standard_50' },
}

/** A municipality that prints, somebody signed in there, and residents 0001 … */
async function office(
  residents = 3,
  role: 'system_administrator' | 'counter_clerk' = 'system_administrator'
) {
  const municipality = await createMunicipality({ modules: ['resident-registry', 'printing'] })
  const visitor = await signedIn(municipality.slug, await createStaff(municipality, role))
  const ids = await tenancy.run(municipality, () =>
    storeResidents(
      Array.from({ length: residents }, (_, i) => ({
        number: String(i + 1).padStart(4, '0'),
        values: {
          name: `試験　${i + 1}郎`,
          kana: `シケン　${'アイウエオカキクケコ'[i % 10]}`,
          postal_code: String(9_990_099 - (i % 60)),
          address: `試験町中央${i + 1}番1号`,
          town: '中央',
          block: `${i + 1}番1号`,
        },
      }))
    )
  )
  const base = `/${municipality.slug}/staff/printing`
  const start = async (fields: Record<string, string> = {}) =>
    await visitor.submit(await visitor.get(`${base}/labels`), /labels$/, {
      ...USUAL,
      ...fields,
    })
  const begin = async (fields: Record<string, string> = {}) => {
    const answer = await start(fields)
    if (answer.status !== 303) throw new Error(answer.words())
    return answer.location.split('/').at(-1)!
  }
  const work = (jobId: string) => makePrint({ municipalityId: municipality.id, jobId })
  return { municipality, visitor, ids, base, start, begin, work }
}

const inTown = <T>(municipality: Municipality, work: () => Promise<T>) =>
  tenancy.run(municipality, work)

const show = (municipality: Municipality, id: string) => inTown(municipality, () => findPrint(id))

test.group('printing/labels [R2] [R75]', () => {
  test('printed from the form to the file, and told in the audit log', async ({ assert }) => {
    const { municipality, visitor, ids, base, begin, work } = await office()
    const id = await begin()
    const page = `${base}/prints/${id}`
    assert.include((await visitor.get(page)).words(), '順番待ち')
    await work(id)
    const shown = await visitor.get(page)
    assert.include(shown.words(), '3件ができました')
    assert.include((await visitor.get(base)).words(), '利用中の全員')

    const file = await fetch(new URL(`${page}/parts/1`, visitor.baseUrl), { redirect: 'manual' })
    assert.equal(file.status, 302, 'nobody who is not signed in')
    assert.equal((await visitor.get(`${page}/parts/1`)).status, 200)
    assert.equal((await visitor.get(`${page}/parts/2`)).status, 404)
    const { pdf } = await inTown(municipality, () => findPart(id, 0))
    assert.lengthOf(readBarcodes(pdf), 3)

    const [print] = await entriesOf(municipality, 'residents.print')
    assert.deepEqual([print.detail.count, print.detail.selection], [3, 'everybody'])
    const each = await entriesOf(municipality, 'residents.print_record')
    assert.sameMembers(
      each.map((entry) => entry.subject_id),
      ids
    )
    assert.lengthOf(await entriesOf(municipality, 'printing.print_file'), 1)
    const seen = await entriesOf(municipality, 'printing.print_file_record')
    assert.sameMembers(
      seen.map((entry) => entry.subject_id),
      ids
    )
  })

  test('only those in use, in the order asked for', async ({ assert }) => {
    const { municipality, ids, begin, work } = await office(4)
    await inTown(municipality, async () => {
      await changeStanding(ids[0], 'suspend', '停止')
      await changeStanding(ids[1], 'deregister', '転出')
    })
    const order = async (fields: Record<string, string>) => {
      const id = await begin(fields)
      await work(id)
      const { rows } = await inTown(municipality, () =>
        db.rawQuery('SELECT resident_id FROM print_records WHERE job_id = ? ORDER BY position', [
          id,
        ])
      )
      return rows.map((row: { resident_id: string }) => row.resident_id)
    }
    assert.deepEqual(await order({ order: 'postal_code' }), [ids[3], ids[2]])
    assert.deepEqual(await order({ order: 'kana' }), [ids[2], ids[3]])
    assert.deepEqual(await order({ order: 'number' }), [ids[2], ids[3]])
  })

  test('those a search found, and those whose link codes were issued together', async ({
    assert,
  }) => {
    const { municipality, visitor, base, begin, work } = await office(3)
    const residents = `/${municipality.slug}/staff/residents`
    const search = await visitor.get(residents)
    const { _csrf } = search.forms().find(({ action }) => action === residents)!.fields
    const sent = await visitor.post(residents, { _csrf, match: 'prefix', resident_number: '0002' })
    const found = await visitor.get(sent.location)
    const [link] = /staff\/printing\/labels\?conditions=[^"]+/.exec(found.text)!
    const form = await visitor.get(`/${municipality.slug}/${link.replaceAll('&amp;', '&')}`)
    const begun = await visitor.submit(form, /labels$/, { ...USUAL, selection: 'search' })
    const bySearch = begun.location.split('/').at(-1)!
    await work(bySearch)
    assert.equal((await show(municipality, bySearch)).printed, 1)

    await inTown(municipality, async () => {
      await assignMissingLinkCodes()
      await issueLinkCodes(2)
    })
    const runs = await inTown(municipality, async () => {
      const { rows } = await db.rawQuery(
        'SELECT run_id, count(*)::int AS n FROM link_codes GROUP BY 1'
      )
      return new Map(rows.map(({ n, run_id }: { n: number; run_id: string }) => [n, run_id]))
    })
    const counts = []
    for (const n of [3, 2]) {
      const id = await begin({ selection: 'link_codes', run: runs.get(n) as string })
      await work(id)
      counts.push((await show(municipality, id)).printed)
    }
    assert.deepEqual(counts, [3, 0])
    assert.include((await visitor.get(base)).words(), 'リンク番号をまとめて発行した人')
  })

  test('a name no font has is held back and listed, not replaced', async ({ assert }) => {
    const { municipality, visitor, base, begin, work } = await office(2)
    await inTown(municipality, () =>
      storeResidents([
        { number: '9', values: { name: '外字\u{E000}', kana: 'ガイジ', address: '試験町1番' } },
      ])
    )
    const id = await begin()
    await work(id)
    const page = await visitor.get(`${base}/prints/${id}`)
    assert.include(page.words(), 'U+E000')
    const print = await show(municipality, id)
    assert.deepEqual([print.total, print.printed, print.heldBack], [3, 2, 1])
    const { rows } = await inTown(municipality, () =>
      db.rawQuery(`SELECT r::text AS row FROM print_records r
                   UNION ALL SELECT p::text FROM print_parts p UNION ALL SELECT j::text FROM print_jobs j`)
    )
    for (const { row } of rows) assert.notMatch(row, /外字|試験町中央|%PDF/)
  })

  test('killed in the middle, it goes on with nobody missing or doubled', async ({ assert }) => {
    const { municipality, visitor, base, begin, work } = await office(1_250)
    const id = await begin({ start: '5' })
    const job = (await inTown(municipality, () => takeUpPrint(id)))!
    await tenancy.run(municipality, () => arrangePrint(job), job.actor)
    assert.isTrue(await printPart(municipality, job))
    assert.equal((await show(municipality, id)).printed, 596)
    const bar = '<progress value="596" max="1250"'
    assert.include((await visitor.get(`${base}/prints/${id}`)).text, bar)
    assert.include((await visitor.get(`${base}/../documents`)).text, bar)
    await Promise.all([work(id), work(id)])
    const print = await show(municipality, id)
    assert.deepEqual([print.state, print.printed], ['done', 1_250])
    assert.deepEqual(
      print.parts.map(({ records, pages }) => [records, pages]),
      [
        [596, 50],
        [600, 50],
        [54, 5],
      ]
    )
    const { rows } = await inTown(municipality, () =>
      db.rawQuery(
        `SELECT count(DISTINCT resident_id)::int AS n FROM print_records
                    WHERE job_id = ? AND part IS NOT NULL`,
        [id]
      )
    )
    assert.equal(rows[0].n, 1_250)
    assert.lengthOf(await entriesOf(municipality, 'residents.print'), 1)
  }).timeout(120_000)

  test('cancelled, it prints no more; failed, it can be resumed', async ({ assert }) => {
    const { municipality, visitor, base, begin, work } = await office(3)
    const id = await begin()
    const page = `${base}/prints/${id}`
    const before = await visitor.get(page)
    await visitor.submit(before, /cancel$/)
    await work(id)
    assert.deepEqual(
      [(await show(municipality, id)).state, (await show(municipality, id)).printed],
      ['cancelled', 0]
    )
    const again = await visitor.submit(before, /cancel$/)
    assert.include((await visitor.get(again.location)).words(), '何もしていません')
    assert.notInclude((await visitor.get(page)).text, '?again=', 'nobody was chosen yet')

    const other = await begin()
    await inTown(municipality, () =>
      db.rawQuery("UPDATE print_jobs SET state = 'failed' WHERE id = ?", [other])
    )
    await visitor.submit(await visitor.get(`${base}/prints/${other}`), /resume$/)
    await work(other)
    assert.equal((await show(municipality, other)).printed, 3)
  })

  test('cancelled in the middle, those it had not come to can be printed, and they only', async ({
    assert,
  }) => {
    const { municipality, visitor, base, ids, begin, work } = await office(603)
    const id = await begin({ order: 'number' })
    const job = (await inTown(municipality, () => takeUpPrint(id)))!
    await tenancy.run(municipality, () => arrangePrint(job), job.actor)
    await printPart(municipality, job)
    await visitor.submit(await visitor.get(`${base}/prints/${id}`), /cancel$/)
    const page = await visitor.get(`${base}/prints/${id}`)
    assert.include(page.words(), 'まだ印刷していない3人だけを印刷する')
    const form = await visitor.get(`${base}/labels?again=${id}`)
    const sent = await visitor.submit(form, /labels$/, { ...USUAL, selection: 'held_back' })
    const rest = sent.location.split('/').at(-1)!
    await work(rest)
    const printed = await inTown(municipality, () => printedResidents(rest))
    assert.sameMembers(printed, ids.slice(600))
    assert.notInclude((await visitor.get(`${base}/prints/${id}`)).text, '?again=')
  })

  test('is in 印刷の一覧 with how far it is, and can be cancelled there', async ({ assert }) => {
    const { municipality, visitor, base, begin, work } = await office(3)
    const all = `/${municipality.slug}/staff/documents`
    const id = await begin()
    await work(id)
    const done = await visitor.get(all)
    assert.include(done.words(), '3件のうち3件')
    assert.include(done.text, `staff/printing/prints/${id}"`)
    assert.include((await visitor.get(`${all}?state=running`)).words(), '印刷物はありません')
    await visitor.submit(await visitor.get(`${base}/prints/${id}`), /confirm$/)
    assert.match(
      (await visitor.get(all)).words(),
      /3件のうち3件\s+1\s[^−]+\s−\s/,
      'pages, but no file'
    )
    const running = await begin()
    await visitor.submit(await visitor.get(`${all}?state=running`), /cancel$/)
    assert.equal((await show(municipality, running)).state, 'cancelled')

    const other = await signedIn(
      municipality.slug,
      await createStaff(municipality, 'counter_manager')
    )
    assert.notInclude((await other.get(all)).words(), '3件のうち3件', 'it is somebody else’s')
  })

  test('its lists say of how many they show the first', async ({ assert }) => {
    const { municipality, visitor, base, begin, work } = await office(1)
    const id = await begin()
    await work(id)
    const others = Array.from({ length: 502 }, () => randomUUID())
    await inTown(municipality, () =>
      db.rawQuery(
        `INSERT INTO print_records (municipality_id, job_id, position, resident_id, part, substituted_sealed)
         SELECT ?, ?, n.place + 1, n.id, 0, n.sealed
           FROM unnest(?::uuid[], ?::text[]) WITH ORDINALITY AS n (id, sealed, place)`,
        [
          ...[municipality.id, id, others],
          others.map((one) => sealSubstituted(id, one, [['葛\u{E0104}', '葛']])),
        ] as any[]
      )
    )
    const page = await visitor.get(`${base}/prints/${id}`)
    assert.include(page.words(), '502件のうち、はじめの500件を表示しています')
  })

  test('files go when their time has come; who printed how many stays', async ({ assert }) => {
    const { municipality, visitor, base, begin, work } = await office()
    const id = await begin()
    await work(id)
    await forgetPrints({ municipalityId: municipality.id })
    assert.equal((await visitor.get(`${base}/prints/${id}/parts/1`)).status, 200)
    await inTown(municipality, () =>
      db.rawQuery("UPDATE print_jobs SET kept_until = now() - interval '1 minute' WHERE id = ?", [
        id,
      ])
    )
    const before = await visitor.get(`${base}/prints/${id}`)
    assert.notInclude(before.text, '/parts/1', 'not even before they are deleted in the night')
    assert.equal((await visitor.get(`${base}/prints/${id}/parts/1`)).status, 404)
    await forgetPrints({ municipalityId: municipality.id })
    const { parts } = await show(municipality, id)
    assert.isEmpty(parts)
    const { rows } = await inTown(municipality, () =>
      db.rawQuery(`SELECT (SELECT count(*)::int FROM print_records) AS records,
                          (SELECT selection_sealed FROM print_jobs) AS selection`)
    )
    assert.deepEqual(rows[0], { records: 0, selection: null })
    assert.equal((await show(municipality, id)).printed, 3)
  })

  test('what does not fit is told in the form', async ({ assert }) => {
    const { start } = await office(1)
    const wrong = async (fields: Record<string, string>) => {
      const answer = await start(fields)
      assert.equal(answer.status, 422)
      return answer.words()
    }
    assert.include(await wrong({ start: '13' }), 'この用紙は12面です')
    assert.include(await wrong({ sheet: 'a4-21', barcode: '9' }), '9ポイントのバーコード')
    assert.include(await wrong({ sheet: 'gone' }), 'この用紙は削除されました')
    assert.include(await wrong({ selection: 'search', conditions: 'x' }), '検索し直してください')
    await wrong({ selection: 'link_codes', run: '' })
  })

  test('is for those who may, and only where it is on [R76]', async ({ assert }) => {
    const { visitor, base } = await office(1, 'counter_clerk')
    assert.equal((await visitor.get(base)).status, 403)
    const { municipality, visitor: administrator, base: their } = await office(1)
    await switchModule(municipality.id, 'printing', false)
    assert.equal((await administrator.get(their)).status, 404)
    const residents = await administrator.get(`/${municipality.slug}/staff/residents`)
    assert.notInclude(residents.text, 'staff/printing')
  })
})

test.group('printing/paper and printers [R2]', () => {
  test('a sheet and a printer of one’s own are printed on, and frames show them', async ({
    assert,
  }) => {
    const { municipality, visitor, base, begin, work } = await office(1)
    const setUp = async () => visitor.get(`${base}/set-up`)
    await visitor.submit(await setUp(), /sheets$/, {
      ...{
        name: '試験用紙',
        width: '100',
        height: '50',
        columns: '2',
        rows: '5',
        left: '5',
        top: '10',
      },
    })
    await visitor.submit(await setUp(), /printers$/, { name: '2階', x: '1.5', y: '-2' })
    const page = await setUp()
    assert.include(page.words(), '試験用紙')
    const { rows } = await inTown(municipality, () =>
      db.rawQuery('SELECT s.id AS sheet, p.id AS printer FROM print_sheets s, print_printers p')
    )
    const frames = await visitor.get(
      `${base}/set-up/frames?sheet=${rows[0].sheet}&printer=${rows[0].printer}`
    )
    assert.equal(frames.status, 200)
    const id = await begin({ ...rows[0], barcode: '10' })
    await work(id)
    const { pdf } = await inTown(municipality, () => findPart(id, 0))
    assert.approximately(readBarcodes(pdf)[0].left, 5 + 1.5 + 4, 0.1)
    await visitor.submit(page, /sheets\/[^/]+\/remove$/)
    await visitor.submit(page, /printers\/[^/]+\/remove$/)
    assert.notInclude((await setUp()).words(), '試験用紙')
    assert.equal((await show(municipality, id)).paper, '試験用紙')
  })

  test('a sheet that is larger than the paper, or holds no address, is refused', async ({
    assert,
  }) => {
    const { visitor, base } = await office(1)
    const refused = async (changes: Record<string, string>, says: string) => {
      const answer = await visitor.submit(await visitor.get(`${base}/set-up`), /sheets$/, {
        ...{ name: '別', width: '84', height: '42', columns: '2', rows: '5', left: '5', top: '10' },
        ...changes,
      })
      assert.equal(answer.status, 422)
      assert.include(answer.words(), says)
    }
    await refused(
      { name: '外字\u{E000}' },
      '用紙の名前に印字できない文字があります：\u{E000}（U+E000）'
    )
    await refused({ width: '100', height: '60' }, 'はみ出します')
    await refused({ width: '38', height: '25' }, '重ならずには入りません')
    assert.notInclude((await visitor.get(`${base}/set-up`)).text, '<td data-label="名前">別')
  })
})
