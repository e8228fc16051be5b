import type { ResidentToStore } from '#modules/resident-registry/actions/store_residents'
import { readBirthDate } from '#modules/resident-registry/birth_date'

/** The commonest family names with their share in the country per ten thousand. */
const COMMON = [
  ...[
    '佐藤 サトウ 150',
    '鈴木 スズキ 143',
    '高橋 タカハシ 112',
    '田中 タナカ 106',
    '伊藤 イトウ 86',
  ],
  ...[
    '渡辺 ワタナベ 85',
    '山本 ヤマモト 84',
    '中村 ナカムラ 83',
    '小林 コバヤシ 82',
    '加藤 カトウ 70',
  ],
  ...[
    '吉田 ヨシダ 66',
    '山田 ヤマダ 65',
    '佐々木 ササキ 53',
    '山口 ヤマグチ 51',
    '松本 マツモト 50',
  ],
  ...['井上 イノウエ 49', '木村 キムラ 46', '林 ハヤシ 43', '斎藤 サイトウ 43', '清水 シミズ 42'],
]

/** What the other family names are put together from. */
const FIRST = [
  ...[
    '青 アオ',
    '石 イシ',
    '上 ウエ',
    '江 エ',
    '大 オオ',
    '川 カワ',
    '北 キタ',
    '桑 クワ',
    '小 コ',
    '坂 サカ',
  ],
  ...[
    '島 シマ',
    '杉 スギ',
    '関 セキ',
    '高 タカ',
    '竹 タケ',
    '田 タ',
    '土 ツチ',
    '寺 テラ',
    '中 ナカ',
    '西 ニシ',
  ],
  ...[
    '野 ノ',
    '橋 ハシ',
    '浜 ハマ',
    '原 ハラ',
    '平 ヒラ',
    '福 フク',
    '藤 フジ',
    '古 フル',
    '本 モト',
    '前 マエ',
  ],
  ...[
    '松 マツ',
    '三 ミ',
    '宮 ミヤ',
    '村 ムラ',
    '森 モリ',
    '八 ヤ',
    '山 ヤマ',
    '横 ヨコ',
    '吉 ヨシ',
    '若 ワカ',
  ],
]
const SECOND = [
  ...[
    '井 イ',
    '内 ウチ',
    '浦 ウラ',
    '江 エ',
    '岡 オカ',
    '尾 オ',
    '川 カワ',
    '木 キ',
    '口 グチ',
    '倉 クラ',
  ],
  ...[
    '坂 サカ',
    '崎 サキ',
    '沢 サワ',
    '島 シマ',
    '瀬 セ',
    '田 ダ',
    '谷 タニ',
    '塚 ツカ',
    '中 ナカ',
    '永 ナガ',
  ],
  ...[
    '西 ニシ',
    '野 ノ',
    '橋 ハシ',
    '林 バヤシ',
    '原 ハラ',
    '部 ベ',
    '本 モト',
    '間 マ',
    '村 ムラ',
    '山 ヤマ',
  ],
]
const GIVEN = [
  ...[
    '太郎 タロウ',
    '次郎 ジロウ',
    '健一 ケンイチ',
    '誠 マコト',
    '大輔 ダイスケ',
    '翔太 ショウタ',
    '陽翔 ハルト',
  ],
  ...[
    '蓮 レン',
    '隆 タカシ',
    '修 オサム',
    '博 ヒロシ',
    '和夫 カズオ',
    '正 タダシ',
    '直樹 ナオキ',
    '拓也 タクヤ',
  ],
  ...[
    '花子 ハナコ',
    '洋子 ヨウコ',
    '幸子 サチコ',
    '和子 カズコ',
    '恵子 ケイコ',
    '由美子 ユミコ',
    '美咲 ミサキ',
  ],
  ...[
    '陽菜 ヒナ',
    '葵 アオイ',
    '結衣 ユイ',
    '愛 アイ',
    '真由美 マユミ',
    '久美子 クミコ',
    '節子 セツコ',
    '千代 チヨ',
  ],
]

const TOWNS = FIRST.flatMap((first, i) =>
  ['町', '台', '丘一丁目', '丘二丁目', '新田'].map((end, j) => ({
    name: `${first.split(' ')[0]}${SECOND[(i * 7 + j * 3) % SECOND.length].split(' ')[0]}${end}`,
    postalCode: `9${String(100_000 + i * 100 + j)}`,
  }))
)
const HOUSES = ['コーポ', 'ハイツ', 'メゾン', 'グリーンハイム', 'サンライズ', 'パークサイド']

/** Always the same numbers from the same seed, so that two runs measure the same. */
function dice(seed: number) {
  let state = seed
  const next = () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 2 ** 32
  }
  return { below: (n: number) => Math.floor(next() * n), next }
}

/**
 * Residents of a large city who do not exist: family names as frequent as in
 * the country, two hundred towns, birthdays of ninety years.
 */
export function* syntheticResidents(count: number): Generator<ResidentToStore> {
  const { below, next } = dice(20_261_125)
  const pick = <T>(all: readonly T[]) => all[below(all.length)]
  const shares = COMMON.map((entry) => Number(entry.split(' ')[2]) / 10_000)
  const familyName = () => {
    let rest = next()
    for (const [i, share] of shares.entries()) {
      if (rest < share) return COMMON[i].split(' ')
      rest -= share
    }
    const [first, second] = [pick(FIRST).split(' '), pick(SECOND).split(' ')]
    return [first[0] + second[0], first[1] + second[1]]
  }
  for (let i = 0; i < count; i++) {
    const [family, familyKana] = familyName()
    const [given, givenKana] = pick(GIVEN).split(' ')
    const town = pick(TOWNS)
    const block = `${below(30) + 1}番${below(40) + 1}号`
    const building =
      next() < 0.4 ? `${pick(HOUSES)}${pick(FIRST).split(' ')[0]}${101 + below(800)}` : undefined
    const born = new Date(Date.UTC(1935 + below(90), below(12), 1 + below(28)))
    yield {
      number: String(10_000_000 + i * 7),
      values: {
        name: `${family}\u3000${given}`,
        kana: `${familyKana}\u3000${givenKana}`,
        sex: pick(['1', '2']),
        birth_date: readBirthDate(born.toISOString().slice(0, 10)) as unknown as Record<
          string,
          string
        >,
        postal_code: town.postalCode,
        address: `計測県計測市${town.name}${block}${building ? `\u3000${building}` : ''}`,
        prefecture: '計測県',
        city: '計測市',
        town: town.name,
        block,
        ...(building && { building }),
        ...(next() < 0.7 && { phone: `090-${1000 + below(9000)}-${1000 + below(9000)}` }),
        ...(next() < 0.3 && { email: `user${below(1e9)}@example.jp` }),
      },
    }
  }
}
