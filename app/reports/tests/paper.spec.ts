import { test } from '@japa/runner'
import i18nManager from '@adonisjs/i18n/services/main'
import { documents, paperHead } from '#app/documents/main'
import type { Report, ReportColumn } from '#app/module_kit/main'
import { bare, lookAtPaper } from '#tests/support/paper'
import { reportOnPaper } from '../paper.js'

const FACTS = ['令和8年11月1日 〜 令和8年11月30日', 'すべての窓口']
const LINES = 240

async function print(report: Report) {
  const i18n = i18nManager.locale('ja')
  const head = paperHead({
    ...{ title: '来庁者一覧', facts: FACTS, i18n },
    ...{ municipality: { name: '試験市' }, staff: { name: '帳票 花子' } },
  })
  const { pdf, pages } = await documents.typeset({
    template: new URL('../templates/report.typ', import.meta.url),
    data: { head, ...reportOnPaper(report, i18n) },
  })
  return { ...(await lookAtPaper(pdf)), count: pages }
}

/** Names of counters as long as they are, and now and then longer; codes that have no place to break. */
const cellOf = ({ label, kind }: ReportColumn, line: number) => {
  if (kind === 'number') return line * 1_357
  if (kind) return (line % 11) / 10
  if (label.includes('番号')) return `K7QX-${String(line).padStart(4, '0')}-9MNT`
  if (label.includes('時刻')) return `${8 + (line % 9)}:30`
  return line % 7 === 0
    ? `第${line}出張所（駅前行政センター三階・電子証明書の更新と暗証番号の再設定）`
    : `第${line}出張所`
}

const reportOf = (columns: ReportColumn[]): Report => ({
  columns,
  rows: Array.from({ length: LINES }, (_, line) => columns.map((one) => cellOf(one, line))),
  totals: columns.map(({ kind }, i) => (i === 0 ? '合計' : kind ? 1 : '')),
  chart: {
    title: '窓口別の件数',
    bars: Array.from({ length: 5 }, (_, i) => ({ label: `第${i}出張所`, value: i * 100 })),
  },
  notes: ['件数は、来庁した日で数えています。'],
})

const text = (...labels: string[]): ReportColumn[] => labels.map((label) => ({ label }))
const figures = (...labels: string[]): ReportColumn[] =>
  labels.map((label) => ({ label, kind: 'number' }))

const LAYOUTS: { name: string; columns: ReportColumn[] }[] = [
  { name: 'upright, with codes', columns: text('窓口', '時刻', 'リンク番号', '手続') },
  {
    name: 'on its side, with many columns',
    columns: [
      ...text('窓口', '時刻', 'リンク番号', '手続', '受付番号'),
      ...figures('予約した件数', 'うち取消', 'うち来庁', 'うち不来庁', '予約なし来庁'),
      { label: '不来庁率', kind: 'share' },
    ],
  },
  {
    name: 'a heat map',
    columns: [
      ...text('時間帯'),
      ...['日', '月', '火', '水', '木', '金', '土', '合計'].map((label) => ({
        ...{ label, kind: 'heat' as const },
      })),
    ],
  },
]

test.group('reports/on paper [R10]', () => {
  test(
    '{name}: each page has the headings, its number, the municipality and the 和暦 date, and all can be read'
  )
    .with(LAYOUTS)
    .run(async ({ assert }, { columns }) => {
      const report = reportOf(columns)
      const { pages, faults, count } = await print(report)
      assert.isAtLeast(count, 3)
      assert.deepEqual(faults, [])
      const headings = bare(columns.map(({ label }) => label).join(''))
      for (const [i, page] of pages.entries()) {
        assert.include(page, headings, `page ${i + 1}`)
        assert.include(page, `${i + 1}/${count}`)
        assert.include(page, '試験市来庁者一覧令和8年11月1日〜令和8年11月30日すべての窓口')
        assert.match(page, /令和\d+年\d+月\d+日\d+時\d+分作成者帳票花子/)
      }
      for (const [line, row] of reportOnPaper(report, i18nManager.locale('ja')).rows.entries()) {
        const whole = bare(row.map((cell) => cell.text).join(''))
        assert.lengthOf(
          pages.filter((page) => page.includes(whole)),
          1,
          `line ${line + 1} is on one page: ${whole}`
        )
      }
    })
    .timeout(60_000)
})
