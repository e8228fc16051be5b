import type { HttpContext } from '@adonisjs/core/http'

/** Lines of a page of boxes and of stock-takes. */
const PER_PAGE = 50

/** The page an address asks for, as a query takes it. */
export function pageAsked({ request }: HttpContext) {
  const page = Math.min(Math.max(1, Number.parseInt(request.input('page'), 10) || 1), 10_000)
  return { page, offset: (page - 1) * PER_PAGE, limit: PER_PAGE }
}

/** What the component needs of it, once it is known how many there are. */
export const paginatorOf = (page: number, total: number, baseUrl: string) => ({
  ...{ currentPage: page, perPage: PER_PAGE, total, baseUrl, queryString: {} },
  lastPage: Math.max(1, Math.ceil(total / PER_PAGE)),
})
