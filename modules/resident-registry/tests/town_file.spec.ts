import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from '@japa/runner'
import iconv from 'iconv-lite'
import type { Municipality } from '#app/tenancy/main'
import { readTownFile } from '../read_town_file.js'

/** Lines in every form KEN_ALL.CSV has: CP932, kana in half width, long remarks over several lines. */
const KEN_ALL =
  `01101,"060  ","0600000","ﾎｯｶｲﾄﾞｳ","ｻｯﾎﾟﾛｼﾁｭｳｵｳｸ","ｲｶﾆｹｲｻｲｶﾞﾅｲﾊﾞｱｲ","北海道","札幌市中央区","以下に掲載がない場合",0,0,0,0,0,0
01101,"060  ","0600042","ﾎｯｶｲﾄﾞｳ","ｻｯﾎﾟﾛｼﾁｭｳｵｳｸ","ｵｵﾄﾞｵﾘﾆｼ(1-19ﾁｮｳﾒ)","北海道","札幌市中央区","大通西（１～１９丁目）",1,0,1,0,0,0
01101,"064  ","0640820","ﾎｯｶｲﾄﾞｳ","ｻｯﾎﾟﾛｼﾁｭｳｵｳｸ","ｵｵﾄﾞｵﾘﾆｼ(20-28ﾁｮｳﾒ)","北海道","札幌市中央区","大通西（２０～２８丁目）",1,0,1,0,0,0
01407,"04824","0482402","ﾎｯｶｲﾄﾞｳ","ﾖｲﾁｸﾞﾝﾆｷﾁｮｳ","ｵｵｴ(1ﾁｮｳﾒ､2ﾁｮｳﾒ<651､662､668ﾊﾞﾝﾁ>ｲｶﾞｲ､3ﾁｮｳﾒ5､1","北海道","余市郡仁木町","大江（１丁目、２丁目「６５１、６６２、６６８番地」以外、３丁目５、１",1,0,1,0,0,0
01407,"04824","0482402","ﾎｯｶｲﾄﾞｳ","ﾖｲﾁｸﾞﾝﾆｷﾁｮｳ","3-4､20､678､687ﾊﾞﾝﾁ)","北海道","余市郡仁木町","３－４、２０、６７８、６８７番地）",1,0,1,0,0,0
01407,"04824","0482331","ﾎｯｶｲﾄﾞｳ","ﾖｲﾁｸﾞﾝﾆｷﾁｮｳ","ｵｵｴ(2ﾁｮｳﾒ651､662､668ﾊﾞﾝﾁ､3ﾁｮｳﾒ103､118､","北海道","余市郡仁木町","大江（２丁目６５１、６６２、６６８番地、３丁目１０３、１１８、",1,0,1,0,0,0
01407,"04824","0482331","ﾎｯｶｲﾄﾞｳ","ﾖｲﾁｸﾞﾝﾆｷﾁｮｳ","210､254､267､372､444､469ﾊﾞﾝﾁ)","北海道","余市郡仁木町","２１０、２５４、２６７、３７２、４４４、４６９番地）",1,0,1,0,0,0
03366,"02955","0295503","ｲﾜﾃｹﾝ","ﾜｶﾞｸﾞﾝﾆｼﾜｶﾞﾏﾁ","ｱﾅｱｹ22ﾁﾜﾘ､ｱﾅｱｹ23ﾁﾜﾘ","岩手県","和賀郡西和賀町","穴明２２地割、穴明２３地割",0,1,0,0,0,0
03507,"02879","0287917","ｲﾜﾃｹﾝ","ｸﾉﾍｸﾞﾝﾋﾛﾉﾁｮｳ","ﾀﾈｲﾁﾀﾞｲ15ﾁﾜﾘ-ﾀﾞｲ21ﾁﾜﾘ(ｶﾇｶ､ｼｮｳｼﾞｱｲ､ﾐﾄﾞﾘﾁｮｳ､ｵｵｸﾎﾞ､ﾀｶﾄﾘ)","岩手県","九戸郡洋野町","種市第１５地割～第２１地割（鹿糠、小路合、緑町、大久保、高取）",0,1,0,0,0,0
07543,"97906","9790622","ﾌｸｼﾏｹﾝ","ﾌﾀﾊﾞｸﾞﾝﾄﾐｵｶﾏﾁ","ｹｶﾞﾔ(ﾏｴｶﾜﾊﾗ232-244､311､312､337-862ﾊﾞﾝﾁ","福島県","双葉郡富岡町","毛萱（前川原２３２～２４４、３１１、３１２、３３７～８６２番地",1,1,0,0,0,0
07543,"97906","9790622","ﾌｸｼﾏｹﾝ","ﾌﾀﾊﾞｸﾞﾝﾄﾐｵｶﾏﾁ","<ﾄｳｷｮｳﾃﾞﾝﾘｮｸﾌｸｼﾏﾀﾞｲ2ｹﾞﾝｼﾘｮｸﾊﾂﾃﾞﾝｼｮｺｳﾅｲ>)","福島県","双葉郡富岡町","〔東京電力福島第二原子力発電所構内〕）",1,1,0,0,0,0
07543,"97911","9791161","ﾌｸｼﾏｹﾝ","ﾌﾀﾊﾞｸﾞﾝﾄﾐｵｶﾏﾁ","ｹｶﾞﾔ(ｿﾉﾀ)","福島県","双葉郡富岡町","毛萱（その他）",1,1,0,0,0,0
08546,"30604","3060433","ｲﾊﾞﾗｷｹﾝ","ｻｼﾏｸﾞﾝｻｶｲﾏﾁ","ｻｶｲﾏﾁﾉﾂｷﾞﾆﾊﾞﾝﾁｶﾞｸﾙﾊﾞｱｲ","茨城県","猿島郡境町","境町の次に番地がくる場合",0,0,0,0,0,0
13362,"10003","1000301","ﾄｳｷｮｳﾄ","ﾄｼﾏﾑﾗ","ﾄｼﾏﾑﾗｲﾁｴﾝ","東京都","利島村","利島村一円",0,0,0,0,0,0
25443,"52203","5220317","ｼｶﾞｹﾝ","ｲﾇｶﾐｸﾞﾝﾀｶﾞﾁｮｳ","ｲﾁｴﾝ","滋賀県","犬上郡多賀町","一円",0,0,0,0,0,0
37403,"766  ","7660001","ｶｶﾞﾜｹﾝ","ﾅｶﾀﾄﾞｸﾞﾝｺﾄﾋﾗﾁｮｳ","ｺﾄﾋﾗﾁｮｳﾉﾂｷﾞﾆ1-426ﾊﾞﾝﾁｶﾞｸﾙﾊﾞｱｲ(ｶﾜﾋｶﾞｼ)","香川県","仲多度郡琴平町","琴平町の次に１～４２６番地がくる場合（川東）",1,0,0,0,0,0
`.replaceAll('\n', '\r\n')

/** The same as utf_ken_all.csv has it: UTF-8, kana in full width, a line for each. */
const UTF_KEN_ALL = KEN_ALL.replace(
  /(（[^）\r]*)",([\d,]+)\r\n(?:[^,]*,){8}"([^"]*）)",[\d,]+(?=\r\n)/g,
  '$1$3",$2'
).replaceAll(/[ｦ-ﾟ]+/g, (kana) => kana.normalize('NFKC'))

/** Whose they are by their codes, and what is read: postal code and town, and no town where the code stands for no certain one. */
const READ: [code: string, name: string, towns: [string, string][]][] = [
  [
    '01101',
    '札幌市',
    [
      ['0600000', ''],
      ['0600042', '大通西'],
      ['0640820', '大通西'],
    ],
  ],
  [
    '01407',
    '仁木町',
    [
      ['0482402', '大江'],
      ['0482331', '大江'],
    ],
  ],
  ['03366', '西和賀町', [['0295503', '穴明']]],
  ['03507', '洋野町', [['0287917', '種市']]],
  [
    '07543',
    '富岡町',
    [
      ['9790622', '毛萱'],
      ['9791161', '毛萱'],
    ],
  ],
  ['08546', '境町', [['3060433', '']]],
  ['13362', '利島村', [['1000301', '']]],
  ['25443', '多賀町', [['5220317', '一円']]],
  ['37403', '琴平町', [['7660001', '']]],
]

test.group('residents/日本郵便’s files [R75]', () => {
  test('utf_ken_all.csv is KEN_ALL.CSV with a line for each', ({ assert }) => {
    const lines = (text: string) => text.trimEnd().split('\r\n').length
    assert.deepEqual([lines(KEN_ALL), lines(UTF_KEN_ALL)], [16, 13])
    assert.include(
      UTF_KEN_ALL,
      '"大江（１丁目、２丁目「６５１、６６２、６６８番地」以外、３丁目５、１３－４、'
    )
    assert.include(UTF_KEN_ALL, '"オオドオリニシ(1-19チョウメ)"')
  })

  for (const { name, content } of [
    { name: 'KEN_ALL.CSV', content: iconv.encode(KEN_ALL, 'cp932') },
    { name: 'utf_ken_all.csv', content: Buffer.from(UTF_KEN_ALL) },
  ]) {
    test(`${name}: towns are what they are called, without remarks, of {1}`)
      .with(READ)
      .run(async ({ assert, cleanup }, [code, municipality, towns]) => {
        const folder = await mkdtemp(join(tmpdir(), 'madoguchi-towns-'))
        cleanup(() => rm(folder, { recursive: true }))
        await writeFile(join(folder, name), content)
        const own = { code: `${code}0`, name: municipality } as Municipality
        const { places, unreadable } = await readTownFile(join(folder, name), own)
        assert.equal(unreadable, 0)
        assert.deepEqual(
          places.map(({ postalCode, town }) => [postalCode, town]),
          towns
        )
      })
  }
})
