import { test } from '@japa/runner'
import i18nManager from '@adonisjs/i18n/services/main'
import { documents, paperHead } from '#app/documents/main'
import type { ReportDeclaration } from '#app/module_kit/main'
import { declaredManifests, reportsOf } from '#app/module_system/main'
import { runReport } from '#app/reports/actions/run_report'
import { factsOf, reportOnPaper } from '#app/reports/paper'
import { municipalities, SYSTEM_ACTOR } from '#app/tenancy/main'
import { inTokyo, today } from '#app/ui/main'
import { twoSides, type Side } from '#tests/support/exchange'
import { switchModule } from '#tests/support/municipality'
import { bare, lookAtPaper } from '#tests/support/paper'
import { plantedMonth } from '#tests/support/planted_month'

const i18n = () => i18nManager.locale('ja')

/** Days on which something of the month is. */
function periodOf({ period }: ReportDeclaration) {
  const tomorrow = inTokyo(today()).plus({ days: 1 })
  if (period === 'month') {
    return {
      from: tomorrow.startOf('month').toISODate(),
      until: tomorrow.endOf('month').toISODate(),
    }
  }
  const from = period === 'day' ? tomorrow : tomorrow.minus({ days: 8 })
  return {
    from: from.toISODate(),
    until: tomorrow.plus({ days: period === 'day' ? 0 : 45 }).toISODate(),
  }
}

async function print(side: Side, declaration: ReportDeclaration) {
  const municipality = await municipalities.byId(side.municipality.id)
  const filter = { ...periodOf(declaration), counter: null, counterIds: null }
  const report = await runReport('print', {
    ...{ municipality, declaration, filter, i18n: i18n(), actor: SYSTEM_ACTOR },
  })
  const asked = { filter, counters: [], values: {}, page: 1, errors: [] }
  const facts = factsOf(declaration, asked, i18n())
  const title = i18n().t(declaration.label)
  const head = paperHead({
    ...{ title, facts, municipality, staff: { name: '帳票 花子' }, i18n: i18n() },
  })
  const onPaper = reportOnPaper(report, i18n())
  const { pdf } = await documents.typeset({
    template: new URL('../../app/reports/templates/report.typ', import.meta.url),
    data: { head, ...onPaper },
  })
  return { report, onPaper, title, facts, ...(await lookAtPaper(pdf)) }
}

test.group('reports on paper [R10]', () => {
  test('every report there is can be read to its last line after a busy month', async ({
    assert,
  }) => {
    const { cloud, office } = await twoSides()
    await plantedMonth(cloud, office)
    await switchModule(office.municipality.id, 'printing', true)
    const printed = new Set<string>()
    let lines = 0
    for (const side of [cloud, office]) {
      const municipality = await municipalities.byId(side.municipality.id)
      for (const declaration of reportsOf(municipality)) {
        const { id } = declaration
        if (printed.has(id)) continue
        printed.add(id)
        const { onPaper, pages, faults, title, facts, report } = await print(side, declaration)
        assert.deepEqual(faults, [], id)
        const headings = bare(report.columns.map(({ label }) => label).join(''))
        for (const [i, page] of pages.entries()) {
          assert.include(page, bare(municipality.name + title + facts.join('')), id)
          assert.include(page, `${i + 1}/${pages.length}`, id)
        }
        if (report.rows.length > 0) assert.include(pages[0], headings, id)
        for (const row of onPaper.rows) {
          const whole = bare(row.map(({ text }) => text).join(''))
          assert.isTrue(
            pages.some((page) => page.includes(whole)),
            `${id}: ${whole}`
          )
        }
        lines += report.rows.length
      }
    }
    const declared = declaredManifests().flatMap(({ reports = [] }) => reports)
    assert.sameMembers(
      [...printed],
      declared.map(({ id }) => id)
    )
    assert.isAbove(lines, 100)
  }).timeout(240_000)
})
