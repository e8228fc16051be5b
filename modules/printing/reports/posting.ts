import db from '@adonisjs/lucid/services/db'
import type { LoadReport } from '@madoguchi/module-kit'
import { tenancy } from '#app/tenancy/main'
import { formatWareki } from '#app/ui/main'

interface Counted {
  day: string
  kind: string
  mail: string | null
  printed: number
  barcoded: number
}

/** 郵便差出票用件数: what was printed on which day, by weight class, and how much of it has a barcode. */
const posting: LoadReport = async ({ from, until, i18n }) => {
  const t = (key: string) => i18n.t(`printing.staff.${key}`)
  const rows = await counted(from, until)
  const columns = ['day', 'kind', 'mail', 'printed', 'barcoded'] as const
  return {
    columns: columns.map((name) => ({
      label: t(`reports.posting.${name}`),
      ...(['printed', 'barcoded'].includes(name) && { kind: 'number' as const }),
    })),
    rows: rows.map(({ day, kind, mail, printed, barcoded }) => [
      formatWareki(day),
      ...[t(`kinds.${kind}`), t(`mails.${mail ?? 'undecided'}`), printed, barcoded],
    ]),
    totals: [
      ...[i18n.t('printing.staff.reports.total'), null, null],
      ...[sum(rows, 'printed'), sum(rows, 'barcoded')],
    ],
    notes: [t('reports.posting.note')],
  }
}

const sum = (rows: Counted[], column: 'printed' | 'barcoded') =>
  rows.reduce((total, row) => total + row[column], 0)

async function counted(from: string, until: string): Promise<Counted[]> {
  const { rows } = await db.rawQuery(
    `SELECT to_char(j.created_at AT TIME ZONE 'Asia/Tokyo', 'YYYY-MM-DD') AS day,
            j.kind, j.layout->>'mail' AS mail,
            sum(j.printed)::int AS printed, sum(j.printed - j.without_barcode)::int AS barcoded
       FROM print_jobs j
      WHERE j.municipality_id = ? AND j.printed > 0
        AND j.created_at >= ?::date::timestamp AT TIME ZONE 'Asia/Tokyo'
        AND j.created_at < (?::date + 1)::timestamp AT TIME ZONE 'Asia/Tokyo'
      GROUP BY 1, 2, 3 ORDER BY 1, 2, 3`,
    [tenancy.current().municipalityId, from, until]
  )
  return rows
}

export default posting
