import type { NewMunicipality } from '#app/tenancy/main'

export interface DemoCounter {
  code: string
  name: string
  postalCode: string
  address: string
  directions?: string
}

/** Two municipalities that do not exist; their codes begin with 99, which no prefecture has. */
export const DEMO: (NewMunicipality & { modules: string[]; counters: DemoCounter[] })[] = [
  {
    code: '990019',
    slug: 'aobano',
    name: '青葉野市',
    nameKana: 'アオバノシ',
    headerTitle: 'マイナンバーカード来庁予約',
    postalCode: '9990001',
    address: '青葉野市中央一丁目1番1号',
    department: '市民課 マイナンバーカード担当',
    phone: '0999-00-1111',
    email: 'card@aobano.example',
    displayOrder: 1,
    modules: ['reservation', 'resident-registry', 'card-progress', 'printing'],
    counters: [
      {
        code: 'HONCHO',
        name: '本庁窓口',
        postalCode: '9990001',
        address: '青葉野市中央一丁目1番1号',
        directions: '市役所1階 3番窓口',
      },
      {
        code: 'EKIMAE',
        name: '駅前出張所',
        postalCode: '9990012',
        address: '青葉野市駅前町5番10号 青葉野駅ビル2階',
      },
      {
        code: 'NISHI',
        name: '西サポートセンター',
        postalCode: '9990035',
        address: '青葉野市西ケ丘三丁目20番2号',
        directions: '西公民館となり',
      },
    ],
  },
  {
    code: '990027',
    slug: 'umibe',
    name: '海辺町',
    nameKana: 'ウミベチョウ',
    postalCode: '9990101',
    address: '海辺町浜通り100番地',
    department: '住民課',
    phone: '0999-22-3333',
    displayOrder: 2,
    modules: [],
    counters: [
      { code: 'YAKUBA', name: '町役場', postalCode: '9990101', address: '海辺町浜通り100番地' },
    ],
  },
]
