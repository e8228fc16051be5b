import type { HttpContext } from '@adonisjs/core/http'
import { fieldSetOf, labelOf } from '#app/fields/main'
import { countListed } from '../../queries/list_reservations.js'
import { periodOf, type OpenConditions, type Search } from '../../reservation_search.js'
import { applicationFields } from '../../subjects.js'
import { filterFor, urlOf } from './asked_search.js'

/** A search that found nothing, without one of its conditions. */
export interface LooserSearch {
  /** The condition that is left out. */
  without: string
  count: number
  url: string
}

/** As many as it takes to know that it is worth a click. */
const ENOUGH = 100

const ONE_BY_ONE = ['number', 'serial', 'counter', 'procedure', 'state', 'collected'] as const
const MORE = ['handling', 'how'] as const

/** Which condition to loosen: each of them left out in turn, and what would then be found. Runs in the tenant scope. */
export async function looserSearches(search: Search, ctx: HttpContext): Promise<LooserSearch[]> {
  const base = `/${ctx.tenant.municipality.slug}/staff/reservations`
  const looser: LooserSearch[] = []
  for (const { without, search: wider } of await variants(search, ctx)) {
    const filter = await filterFor(wider, ctx)
    const count = await countListed(filter, ctx.staff!.counterIds, ENOUGH)
    if (count > 0) looser.push({ without, count, url: urlOf(base, wider, ctx) })
  }
  return looser
}

async function variants(search: Search, { i18n, tenant }: HttpContext) {
  const { open, sealed } = search
  const word = (name: string) => i18n.t(`reservation.staff.list.${name}`)
  const left = (change: Partial<OpenConditions>) => ({
    ...search,
    /** What is left out must not bring the period back that is meant where nothing is said. */
    open: { ...open, ...periodOf(search), ...change },
  })
  const fields = await fieldSetOf(applicationFields, tenant.municipality)
  const { from, until } = periodOf(search)
  const found = [...ONE_BY_ONE, ...MORE]
    .filter((name) => open[name] !== null)
    .map((name) => ({ without: word(name), search: left({ [name]: null }) }))
  for (const key of Object.keys(sealed.fields ?? {})) {
    const { [key]: _, ...others } = sealed.fields!
    found.push({
      without: labelOf(fields.find(key)!, i18n),
      search: { ...left({}), sealed: { ...sealed, fields: others } },
    })
  }
  for (const key of ['key', 'link_code', 'booker'] as const) {
    if (sealed[key]) {
      found.push({
        without: word(key),
        search: { ...left({}), sealed: { ...sealed, [key]: undefined } },
      })
    }
  }
  if (from || until) {
    found.push({ without: word('period'), search: left({ from: EVER, until: null }) })
  }
  return found
}

/** Before anything this product knows of. */
const EVER = '2015-01-01'
