import { test } from '@japa/runner'
import { afterTown } from '../after_town.js'
import { codesOfCity } from '../postal_suggestions.js'
import { postalAddressOf } from '../postal_address.js'
import { SHIPPED_TOWNS } from '../town_table.js'

const split = (postalCode: string, line: string) => afterTown(line, postalCode, SHIPPED_TOWNS)

/** Postal code, the line, what comes after the town. Places and blocks are those of the manual, page 25. */
const DIVIDED = [
  ['2630023', '千葉県千葉市稲毛区緑町3丁目30-8　郵便ビル403号', '3丁目30-8　郵便ビル403号'],
  ['0140113', '秋田県大仙市堀見内南田茂木　添60-1', '南田茂木　添60-1'],
  ['1100016', '台東区台東5-6-3　ABCビル10F', '5-6-3　ABCビル10F'],
  ['0600906', '北海道札幌市東区北六条東4丁目　郵便センター6号館', '4丁目　郵便センター6号館'],
  ['0650006', '札幌市東区北６条東8丁目　郵便センター10号館', '8丁目　郵便センター10号館'],
  ['0650006', '北海道 札幌市 東区 北6条東8丁目', '8丁目'],
  ['1020085', '東京都千代田区六番町4-5', '4-5'],
  ['1020085', '六番町4-5', '4-5'],
  ['1020085', '千代田区6番町四番地五', '四番地五'],
  ['1000013', '東京都千代田区霞ケ関三丁目2-1', '三丁目2-1'],
  ['2610023', '美浜区中瀬2-6-1', '2-6-1'],
  ['0287914', '岩手県洋野町大字種市第二十一地割480', '第二十一地割480'],
]

/** Postal code, the line, why it is not divided. */
const LEFT = [
  ['1020085', '東京都千代田区三番町4-5', 'another town'],
  ['1020085', '東京都港区六番町4-5', 'another municipality'],
  ['1020085', '東京都千代田区六番', 'no town'],
  ['1020085', '東京都千代田区六番町', 'nothing after it'],
  ['1020085', '六番町ハイツ4-5', 'no municipality, and no block'],
  ['4980000', '愛知県弥富市前ケ須町1-2', 'a code of places that are not listed'],
  ['3060433', '茨城県猿島郡境町123', 'a code without a town'],
  ['9990001', '青葉野市中央一丁目2番3号', 'a code nobody has'],
  ['', '東京都千代田区六番町4-5', 'no code'],
  ['6048171', '京都府京都市中京区六角通高倉東入堀之上町12', 'a street before the town'],
]

/** An address in the parts it is kept in, and what comes after the town; 9990001 is nobody's. */
const KEPT: [Record<string, string>, string | null][] = [
  [{ postal_code: '1000005', town: '丸の内一丁目', block: '2番3号' }, '一丁目2番3号'],
  [
    {
      ...{ postal_code: '1000005', prefecture: '東京都', city: '千代田区' },
      ...{ town: '丸の内１丁目', block: '2番3号', building: '郵便ビル403号' },
    },
    '１丁目2番3号 郵便ビル403号',
  ],
  [{ postal_code: '0650006', city: '札幌市東区', town: '北六条東8丁目', block: '1' }, '8丁目1'],
  [{ postal_code: '0650006', town: '北六条東', block: '8丁目1' }, '8丁目1'],
  [{ postal_code: '1020085', city: '千代田区', town: '六番町', block: '4-5' }, '4-5'],
  [
    { postal_code: '0287914', city: '九戸郡洋野町', town: '種市第二十一地割', block: '480' },
    '第二十一地割480',
  ],
  [{ postal_code: '9990001', town: '中央十二丁目', block: '3番4号' }, '十二丁目3番4号'],
  [{ postal_code: '9990001', town: '一番町', block: '3番4号' }, '3番4号'],
  [
    { postal_code: '9990001', town: '中央一丁目', address: '青葉野市中央一丁目2番3号 椿101' },
    '一丁目2番3号 椿101',
  ],
  [{ postal_code: '9990001', address: '青葉野市中央一丁目2番3号' }, null],
]

test.group('residents/after town [R75]', () => {
  test('of an address kept in parts, 丁目 is after the town: {1}')
    .with(KEPT)
    .run(({ assert }, [values, rest]) => {
      const resident = { id: '', number: '', linkCode: null, values }
      assert.equal(postalAddressOf(resident as never, SHIPPED_TOWNS).afterTown, rest)
    })

  test('{0} {1}')
    .with(DIVIDED)
    .run(({ assert }, [postalCode, line, rest]) => assert.equal(split(postalCode, line), rest))

  test('left whole: {2}')
    .with(LEFT)
    .run(({ assert }, [postalCode, line]) => assert.isNull(split(postalCode, line)))

  test('every town of some municipalities is cut off, and with no code of another one', ({
    assert,
  }) => {
    let tried = 0
    for (const city of [
      '札幌市中央区',
      '和歌山市',
      '名張市',
      '千代田区',
      '九戸郡洋野町',
      '魚沼市',
    ]) {
      for (const code of codesOfCity(city)) {
        for (const { prefecture, town } of SHIPPED_TOWNS.placesOf(code)) {
          if (!town || town.includes('、')) continue
          tried += 1
          const line = `${prefecture}${city}大字${town}7番地8 三番館101`
          assert.equal(split(code, line), '7番地8 三番館101', line)
          assert.equal(split(code, line.replace('大字', '')), '7番地8 三番館101', line)
          if (code !== '1020085') assert.isNull(split('1020085', line), line)
        }
      }
    }
    assert.isAbove(tried, 600)
  })
})
