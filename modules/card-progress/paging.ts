import type { HttpContext } from '@adonisjs/core/http'

/** Lines of a page. */
const PER_PAGE = 50

/** Which lines of a list are wanted. */
export interface Page {
  offset: number
  limit: number
}

/**
 * The page an address asks for, as a query takes it, and what the component
 * needs of it; one beyond the last is the last.
 */
export function pageOf({ request }: HttpContext, total: number, baseUrl: string) {
  const lastPage = Math.max(1, Math.ceil(total / PER_PAGE))
  const asked = Math.max(1, Number.parseInt(request.input('page'), 10) || 1)
  const currentPage = Math.min(asked, lastPage)
  return {
    page: { offset: (currentPage - 1) * PER_PAGE, limit: PER_PAGE },
    paginator: { ...{ currentPage, lastPage, perPage: PER_PAGE, total, baseUrl }, queryString: {} },
  }
}
