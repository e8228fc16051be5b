import { test } from '@japa/runner'
import i18nManager from '@adonisjs/i18n/services/main'
import db from '@adonisjs/lucid/services/db'
import { collectPerson } from '#app/privacy/queries/collect_person'
import { tenancy, type Municipality } from '#app/tenancy/main'
import { createMunicipality, createStaff } from '#tests/support/municipality'
import { storeResidents } from '#tests/support/residents'
import { signedIn } from '#tests/support/staff_session'
import personEraser from '../actions/person_eraser.js'
import makePrint from '../jobs/make_print.js'
import { printedResidents } from '../queries/printed_residents.js'
import { startLabels } from './support.js'

const USUAL = {
  ...{ sheet: 'a4-12', start: '1', order: 'number', honorific: '様' },
  ...{ mark: 'none', barcode: 'none', mail: 'undecided' },
}

const inTown = <T>(municipality: Municipality, work: () => Promise<T>) =>
  tenancy.run(municipality, work)

/** Two residents on one sheet of labels. */
async function printed() {
  const municipality = await createMunicipality({ modules: ['resident-registry', 'printing'] })
  const staff = await createStaff(municipality, 'system_administrator')
  const [mine, other] = await inTown(municipality, () =>
    storeResidents(
      ['甲野　一郎', '乙野　二郎'].map((name, i) => ({
        number: String(i + 1),
        values: {
          name,
          postal_code: '9990001',
          address: '試験町1番1号',
          town: '試験町',
          block: '1番1号',
        },
      }))
    )
  )
  const print = await inTown(municipality, () => startLabels({ by: 'everybody' }, staff.id))
  await makePrint({ municipalityId: municipality.id, jobId: print })
  const visitor = await signedIn(municipality.slug, staff)
  const page = `/${municipality.slug}/staff/printing/prints/${print}`
  return { municipality, mine, other, print, visitor, page }
}

const keysOf = (id: string) => [{ kind: 'resident', id }]

test.group('printing/one person [R45]', () => {
  test('開示 tells what was printed of them and when', async ({ assert }) => {
    const { municipality, mine } = await printed()
    const { sections } = await inTown(municipality, () =>
      collectPerson({ kind: 'resident', id: mine }, i18nManager.locale('ja'))
    )
    const prints = sections.filter(({ title }) => title === '印刷')
    assert.lengthOf(prints, 1)
    assert.deepEqual(
      prints[0].rows.map(({ value }) => value),
      ['宛名ラベルを印刷しました']
    )
  })

  test('erasure removes them and the file they are in, and counts stay', async ({ assert }) => {
    const { municipality, mine, other, print, visitor, page } = await printed()
    assert.equal((await visitor.get(`${page}/parts/1`)).status, 200)
    const i18n = i18nManager.locale('ja')
    const { goes, hindrances } = await inTown(municipality, () =>
      personEraser.preview(keysOf(mine), { i18n })
    )
    assert.lengthOf(goes, 2)
    assert.deepEqual(hindrances, [])
    assert.equal(await inTown(municipality, () => personEraser.erase(keysOf(mine))), 1)
    assert.equal((await visitor.get(`${page}/parts/1`)).status, 404)
    const shown = (await visitor.get(page)).words()
    assert.include(shown, '個人情報の消去のため')
    assert.include(shown, '2件ができました')
    const { rows } = await inTown(municipality, () =>
      db.rawQuery(
        `SELECT (SELECT count(*)::int FROM print_parts WHERE pdf_sealed IS NOT NULL) AS files,
                (SELECT selection_sealed FROM print_jobs WHERE id = ?) AS selection,
                ARRAY(SELECT resident_id FROM print_records) AS residents`,
        [print]
      )
    )
    assert.deepEqual(rows, [{ files: 0, selection: null, residents: [other] }])
  })

  test('whoever else was in their file, and they only, can be printed again from the print’s page', async ({
    assert,
  }) => {
    const { municipality, mine, other, visitor, page } = await printed()
    assert.notInclude((await visitor.get(page)).text, '?again=')
    await inTown(municipality, () => personEraser.erase(keysOf(mine)))
    const shown = await visitor.get(page)
    assert.include(shown.words(), 'ほかの1人の分をもう一度印刷する')
    assert.notInclude(shown.words(), 'パスワード')
    const [address] = /[^"]*labels\?again=[^"]+/.exec(shown.text)!
    const form = await visitor.get(address.replaceAll('&amp;', '&'))
    assert.match(form.text, /<input[^>]*name="selection"[^>]*value="file_erased"[^>]*checked/)
    const send = () => visitor.submit(form, /labels$/, { ...USUAL, selection: 'file_erased' })
    const again = (await send()).location.split('/').at(-1)!
    await makePrint({ municipalityId: municipality.id, jobId: again })
    assert.deepEqual(await inTown(municipality, () => printedResidents(again)), [other])
    assert.notInclude((await visitor.get(page)).text, '?again=')
    const late = await send()
    assert.equal(late.status, 422)
    assert.include(late.words(), 'もう印刷したか')
  })

  test('waits for a print that is being made', async ({ assert }) => {
    const { municipality, mine } = await printed()
    await inTown(municipality, () => db.rawQuery("UPDATE print_jobs SET state = 'printing'"))
    const { hindrances } = await inTown(municipality, () =>
      personEraser.preview(keysOf(mine), { i18n: i18nManager.locale('ja') })
    )
    assert.match(hindrances[0], /作成中/)
  })
})
