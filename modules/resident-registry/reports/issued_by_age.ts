import { DateTime } from 'luxon'
import type { LoadReport } from '@madoguchi/module-kit'
import { handedOver } from '#modules/card-progress/api'
import type { BirthDate } from '../birth_date.js'
import { residentsByCode } from '../queries/residents_by_code.js'

/** The first age of each band; who is younger than the next belongs to it. */
const BANDS = [0, 15, 20, 30, 40, 50, 60, 65, 70, 75, 80, 85] as const
const SEXES = ['1', '2', 'unknown'] as const

/** So many people are opened at once: a year of a large city is some hundred thousand. */
const AT_ONCE = 1_000

type Counts = Record<(typeof SEXES)[number], number>

/** 交付件数（年齢階級・男女別）: figures only, of those the register knows. */
const issuedByAge: LoadReport = async ({ i18n, ...reach }) => {
  const t = (key: string, data?: Record<string, unknown>) =>
    i18n.t(`resident-registry.staff.reports.${key}`, data)
  const bands = new Map<number | null, Counts>(
    [...BANDS, null].map((band) => [band, { 1: 0, 2: 0, unknown: 0 }])
  )
  const issued = await handedOver(reach)
  for (let first = 0; first < issued.length; first += AT_ONCE) {
    await count(issued.slice(first, first + AT_ONCE), bands)
  }
  const cells = (counts: Counts) => [
    SEXES.reduce((sum, sex) => sum + counts[sex], 0),
    ...SEXES.map((sex) => counts[sex]),
  ]
  const nameOf = (band: number | null) => {
    if (band === null) return t('age_unknown')
    const next = BANDS[BANDS.indexOf(band as (typeof BANDS)[number]) + 1]
    return next ? t('ages', { from: band, until: next - 1 }) : t('ages_above', { from: band })
  }
  const all = [...bands.values()]
  return {
    columns: [
      { label: t('age') },
      { label: t('issued'), kind: 'number' },
      ...SEXES.map((sex) => ({ label: t(`sexes.${sex}`), kind: 'number' as const })),
    ],
    rows: [...bands].map(([band, counts]) => [nameOf(band), ...cells(counts)]),
    totals: [
      t('total'),
      ...all.map(cells).reduce((sums, one) => sums.map((sum, i) => sum + one[i])),
    ],
    chart: {
      title: t('by_age'),
      bars: [...bands].map(([band, counts]) => ({ label: nameOf(band), value: cells(counts)[0] })),
    },
    notes: [t('age_note'), t('unknown_note')],
  }
}

async function count(
  issued: { linkCode: string; on: string }[],
  bands: Map<number | null, Counts>
) {
  const codes = [...new Set(issued.map(({ linkCode }) => linkCode))]
  const people = new Map((await residentsByCode(codes)).map(({ code, values }) => [code, values]))
  for (const { linkCode, on } of issued) {
    const { birth_date: birth, sex } = people.get(linkCode) ?? {}
    const counts = bands.get(bandOf(birth as unknown as BirthDate | undefined, on))!
    counts[sex === '1' || sex === '2' ? sex : 'unknown']++
  }
}

/** The band of whoever was born then, on the day they were given their card; null where the day is not known. */
function bandOf(birth: BirthDate | undefined, on: string): number | null {
  if (!birth?.date) return null
  const age = Math.floor(DateTime.fromISO(on).diff(DateTime.fromISO(birth.date), 'years').years)
  return BANDS.findLast((band) => band <= age) ?? null
}

export default issuedByAge
