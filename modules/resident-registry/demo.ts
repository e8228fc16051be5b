import db from '@adonisjs/lucid/services/db'
import { tenancy } from '#app/tenancy/main'
import { assignMissingLinkCodes } from './actions/assign_link_codes.js'
import { storeResidents, type ResidentToStore } from './actions/store_residents.js'
import { readBirthDate } from './birth_date.js'

const FAMILIES = [
  ...['青木 アオキ', '石﨑 イシザキ', '上野 ウエノ', '江口 エグチ', '大𠮷 オオヨシ', '加藤 カトウ'],
  ...['木村 キムラ', '久保 クボ', '小林 コバヤシ', '斎藤 サイトウ', '清水 シミズ', '髙橋 タカハシ'],
  ...['田邊 タナベ', '中村 ナカムラ', '渡邉 ワタナベ'],
]
const GIVEN = ['太郎 タロウ 1', '花子 ハナコ 2', '一郎 イチロウ 1', '美咲 ミサキ 2', '健 ケン 1']
const TOWNS = ['中央一丁目', '駅前町', '西ケ丘三丁目', '緑町', '浜通り']
const BIRTHS = [
  '昭和20年3月4日',
  '1960-00-00',
  '昭和52年11月23日',
  '2001年5月6日',
  '平成27年6月25日',
]

/** Thirty residents who do not exist, with the letters and birthdays that make offices careful. */
export default async function demo() {
  await storeResidents(Array.from({ length: 30 }, (_, i) => inhabitant(i)))
  await takeIssuedCodes()
  await assignMissingLinkCodes()
}

/** Codes another module's demo issued before are these residents': their cards have somebody they are for. */
async function takeIssuedCodes() {
  await db.rawQuery(
    `INSERT INTO resident_link_codes (municipality_id, code, resident_id)
     SELECT :municipality, l.code, r.id
       FROM (SELECT code, row_number() OVER (ORDER BY code) AS place FROM link_codes
              WHERE municipality_id = :municipality AND state = 'active') AS l
       JOIN (SELECT id, row_number() OVER (ORDER BY number_key) AS place FROM residents
              WHERE municipality_id = :municipality AND state = 'active') AS r USING (place)`,
    { municipality: tenancy.current().municipalityId }
  )
}

function inhabitant(i: number): ResidentToStore {
  const [family, familyKana] = FAMILIES[i % FAMILIES.length].split(' ')
  const [given, givenKana, sex] = GIVEN[(i * 3) % GIVEN.length].split(' ')
  const town = TOWNS[i % TOWNS.length]
  const block = `${(i % 9) + 1}番${(i % 20) + 1}号`
  const building = i % 4 === 0 ? `青葉野ハイツ${100 + i}号室` : undefined
  return {
    number: String(1_000_000 + i * 37),
    state: i === 28 ? 'suspended' : 'active',
    values: {
      name: `${family}\u3000${given}`,
      kana: `${familyKana}\u3000${givenKana}`,
      sex,
      birth_date: readBirthDate(BIRTHS[i % BIRTHS.length]) as unknown as Record<string, string>,
      postal_code: `99900${String((i % 40) + 10).padStart(2, '0')}`,
      address: `青葉野市${town}${block}${building ? `\u3000${building}` : ''}`,
      city: '青葉野市',
      town,
      block,
      ...(building && { building }),
      ...(i % 2 === 0 && { phone: `0999-00-${String(2000 + i)}` }),
    },
  }
}
