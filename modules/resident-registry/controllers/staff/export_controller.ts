import type { HttpContext } from '@adonisjs/core/http'
import { audit } from '#app/audit/main'
import { formatReadableCode } from '#app/exchange/main'
import { fieldSetOf } from '#app/fields/main'
import { sendCsv } from '#app/http/main'
import { today } from '#app/ui/main'
import { residentsMeant, type ListedResident } from '../../queries/search_residents.js'
import { residentSubject } from '../../resident_subject.js'
import { conditionsInLog } from '../../search_form.js'
import { openConditions } from '../../sealed_conditions.js'
import { whyHidden } from '../../shown_resident.js'

/** More at once is no search any more but a copy of the register. */
const MOST = 10_000

/** What a search finds as a file (UTF-8: names have characters CP932 does not); how many is in the log. */
export default class ExportController {
  async handle(ctx: HttpContext) {
    const { i18n, request, response, session, staff, tenant } = ctx
    const base = `/${tenant.municipality.slug}/staff/residents`
    const refuse = (reason: string) => {
      session.flash('error', i18n.t(`resident-registry.staff.${reason}`, { most: MOST }))
      return response.redirect().status(303).toPath(base)
    }
    const conditions = openConditions(ctx, request.input('conditions'))
    if (!conditions) return refuse('search.expired')
    const residents = await tenant.run(async () => {
      const found: ListedResident[] = []
      for await (const resident of residentsMeant(conditions.search)) {
        if (found.push(resident) <= MOST) continue
        await audit.record({
          action: 'residents.export',
          result: 'denied',
          detail: { ...conditionsInLog(conditions.search, found.length), reason: 'too_many' },
        })
        return null
      }
      const seen = found.filter(({ state }) => whyHidden(state, staff) === null)
      await audit.record({
        action: 'residents.export',
        detail: { ...conditionsInLog(conditions.search, found.length), count: found.length },
      })
      await audit.recordEach(
        'residents.export_record',
        'resident',
        seen.map(({ id }) => id)
      )
      return found
    })
    if (!residents) return refuse('export.too_many')

    const fields = await fieldSetOf(residentSubject, tenant.municipality)
    const columns = fields.columns(i18n)
    const header = ['number', 'state', 'link_code'].map((key) =>
      i18n.t(`resident-registry.staff.words.${key}`)
    )
    async function* rows() {
      for (const resident of residents!) {
        const hidden = whyHidden(resident.state, staff)
        yield [
          resident.number,
          i18n.t(`resident-registry.staff.states.${resident.state}`),
          resident.linkCode ? formatReadableCode(resident.linkCode) : '',
          ...columns.map(({ plain }) => (hidden ? '' : plain(resident.values))),
        ]
      }
    }
    return sendCsv(
      ctx,
      `residents-${today()}`,
      [...header, ...columns.map(({ label }) => label)],
      rows()
    )
  }
}
