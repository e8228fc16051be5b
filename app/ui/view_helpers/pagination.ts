/**
 * What the pagination component reads: the parts of Lucid's SimplePaginator it
 * needs, or the same as plain data.
 */
export type PageSource =
  | {
      currentPage: number
      lastPage: number
      total?: number
      perPage?: number
      getUrl(page: number): string
    }
  | {
      currentPage: number
      lastPage: number
      total?: number
      perPage?: number
      baseUrl: string
      /** What is not set is left out. */
      queryString?: Record<string, string | number | null | undefined>
    }

export type PageItem =
  | { page: number; url: string; current: boolean; gap?: false }
  | { gap: true; page?: undefined; url?: undefined; current?: false }

export interface Pages {
  items: PageItem[]
  previous?: string
  next?: string
  total?: number
  from: number
  to: number
}

/**
 * The links to show: first, last, and two on either side of the current page,
 * with a gap where pages are left out. A gap of one page is shown as that page.
 */
export function pagination(source: PageSource): Pages {
  const { currentPage: current, lastPage: last, total, perPage } = source
  const url = (page: number) =>
    'getUrl' in source ? source.getUrl(page) : pageUrl(source.baseUrl, source.queryString, page)

  const shown: number[] = []
  for (let page = 1; page <= last; page++) {
    if (page === 1 || page === last || Math.abs(page - current) <= 2) {
      shown.push(page)
    }
  }

  const items: PageItem[] = []
  let before = 0
  for (const page of shown) {
    if (page - before === 2) {
      items.push({ page: page - 1, url: url(page - 1), current: false })
    } else if (page - before > 2) {
      items.push({ gap: true })
    }
    items.push({ page, url: url(page), current: page === current })
    before = page
  }

  const size = perPage ?? 0
  return {
    items,
    previous: current > 1 ? url(current - 1) : undefined,
    next: current < last ? url(current + 1) : undefined,
    total: size > 0 ? total : undefined,
    from: (current - 1) * size + 1,
    to: Math.min(current * size, total ?? 0),
  }
}

function pageUrl(
  baseUrl: string,
  query: Record<string, string | number | null | undefined> = {},
  page: number
): string {
  const search = new URLSearchParams()
  const values: NonNullable<typeof query> = { ...query, page }
  for (const [key, value] of Object.entries(values)) {
    if (value !== undefined && value !== null && value !== '') search.set(key, String(value))
  }
  return `${baseUrl}?${search}`
}
