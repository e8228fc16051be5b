import { test } from '@japa/runner'
import { addressesToPrint } from '../api.js'
import { findResident } from '../queries/find_resident.js'
import { searchResidents } from '../queries/search_residents.js'
import { check, registered, write } from './import_support.js'
import { find, inTown, office } from './support.js'

/**
 * What registers hold that computers like to mend: letters outside of Unicode's
 * first plane, others that normalising would replace, variation selectors,
 * combining marks, long names, names from abroad beside a 通称, days nobody knows.
 */
const TORTURE = [
  { name: '𠮷田　太郎', kana: 'ヨシダ　タロウ', birth: '昭和20年月日不詳' },
  { name: '髙﨑　花子', kana: 'タカサキ　ハナコ', birth: '1960-00-00' },
  { name: '\uFA10本　\uFA19一', kana: 'ツカモト　ジンイチ', birth: 'S200000' },
  { name: '\uF9DC　豊', kana: 'リュウ　ユタカ', birth: '年月日不詳' },
  { name: '葛\u{E0100}城　葛\u{E0101}', kana: 'カツラギ　カツ', birth: '0000-00-00' },
  { name: 'か\u3099んは\u309A', kana: 'ガンパ', birth: 'Ｈ１．１．８' },
  {
    name: '勘解由小路亀之助左衛門尉藤原朝臣',
    kana: 'カデノコウジ　カメノスケ',
    birth: '平成2年3月4日',
  },
  {
    name: 'NGUYEN THI MINH KHAI（通称：山田 明美）',
    kana: 'グエン　ティ　ミン　カイ',
    birth: '19991231',
  },
  { name: 'O’CONNOR-SMITH José María', kana: 'オコナースミス　ホセ', birth: '2001/02/03' },
].map((person, i) => ({
  ...person,
  number: `T-${i + 1}`,
  address: `青葉野市\uFA19町１丁目2\uFF0D3　葛\u{E0100}荘${i + 1}号`,
}))

const bytes = (text: unknown) => Buffer.from(String(text)).toString('hex')

test.group('residents/round trip [R57]', () => {
  for (const way of ['the form', 'a file'] as const) {
    test(`every byte that came by ${way} is on the page, in the list, in the file and on the label`, async ({
      assert,
    }) => {
      const here = await office()
      const { municipality, visitor, base } = here
      if (way === 'the form') {
        for (const { number, name, kana, birth, address } of TORTURE) {
          const sent = await visitor.submit(await visitor.get(`${base}/new`), /new$/, {
            ...{ resident_number: number, name, kana, sex: '1', birth_date: birth, address },
          })
          assert.equal(sent.status, 303, `${name}: ${sent.words()}`)
        }
      } else {
        const { address } = await check(
          here,
          csvOf(
            TORTURE.map((one) => [one.number, one.name, one.kana, '1', one.birth, one.address, ''])
          )
        )
        await write(here, address, 'none')
      }
      const residents = await registered(municipality)
      const list = await find(visitor, base, { resident_number: 'T-' })
      const file = await visitor.submit(list, /export$/)
      const printed = await inTown(municipality, () => addressesToPrint({ by: 'everybody' }))
      for (const { number, name, birth, address } of TORTURE) {
        const stored = residents.find((one) => one.number === number)!
        assert.equal(bytes(stored.values.name), bytes(name), name)
        assert.equal(bytes(stored.values.address), bytes(address), name)
        assert.equal((stored.values.birth_date as unknown as { text: string }).text, birth)
        const { values } = await inTown(municipality, () => findResident(stored.id))
        assert.equal(bytes(values.name), bytes(name))
        const page = await visitor.get(`${base}/${stored.id}`)
        for (const shown of [list.text, page.text, file.text]) {
          assert.include(unescaped(shown), name)
        }
        assert.include(unescaped(page.text), address)
        assert.include(unescaped(file.text), address)
        const label = printed.find((one) => one.number === number)!
        assert.equal(bytes(label.name), bytes(name))
        assert.equal(bytes(label.parts.join('\u3000')), bytes(address))
        const found = await inTown(municipality, () => searchResidents({ name, match: 'prefix' }))
        assert.include(
          found.residents.map((one) => one.number),
          number
        )
      }
    }).timeout(60_000)
  }
})

const csvOf = (rows: string[][]) =>
  [['住民ID', '氏名', 'フリガナ', '性別', '生年月日', '住所', '電話番号'], ...rows]
    .map((cells) => cells.join(','))
    .join('\r\n')

const unescaped = (html: string) => html.replaceAll('&#x27;', "'").replaceAll('&amp;', '&')
