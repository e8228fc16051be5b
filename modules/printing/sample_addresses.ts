import { makeReadableCode } from '#app/exchange/main'
import type { PostalAddress } from '#modules/resident-registry/api'

const FAMILIES = ['青木', '石﨑', '大𠮷', '髙橋', '渡邉', '葛󠄀城', '小鳥遊', '斎藤', '勅使河原']
const GIVEN = ['太郎', '花子', '一郎', '美咲', '健', 'さくら', '龍之介']
const TOWNS = ['中央一丁目', '駅前町', '西ケ丘三丁目', '緑町', '浜通り', '大字津軽石']
const BUILDINGS = [
  ...['', '', '青葉野ハイツ{n}号室', 'コーポ椿{n}', 'ABCビル{m}F', 'グランドメゾン青葉野A棟{n}'],
  '特別養護老人ホーム あおば野の里 東館{m}階{n}号室',
]

/** The address of nobody, each number another, always the same: for measuring, and for tests. */
export function sampleAddress(i: number): PostalAddress {
  const building = BUILDINGS[i % BUILDINGS.length]
    .replace('{n}', String(101 + ((i * 7) % 900)))
    .replace('{m}', String(1 + (i % 11)))
  const block = `${1 + (i % 97)}番${1 + ((i * 13) % 61)}号`
  const town = TOWNS[i % TOWNS.length]
  return {
    id: `sample-${i}`,
    number: String(1_000_000 + i),
    name: `${FAMILIES[i % FAMILIES.length]}\u3000${GIVEN[(i * 3) % GIVEN.length]}`,
    kana: '',
    postalCode: `999${String(1 + ((i * 37) % 9998)).padStart(4, '0')}`,
    parts: [`青葉野市${town}${block}`, building].filter(Boolean),
    /** 丁目 is kept with the 町字, and comes after the 町域. */
    afterTown: `${/.丁目$/.exec(town) ?? ''}${block} ${building}`.trim(),
    linkCode: makeReadableCode((position) => (i * 7 + position * 11) % 32),
  }
}

export const sampleAddresses = (count: number): PostalAddress[] =>
  Array.from({ length: count }, (_, i) => sampleAddress(i))
