/**
 * The rows of a list for a file, read page by page: hundreds of thousands take
 * no more memory than two pages. The next page is read while the one before
 * goes out.
 *
 * @param read the rows that come after one; each call in a transaction of its
 *   own, so that a slow connection holds none open
 * @param perPage how many `read` gives where there are more
 */
export async function* rowsByPage<Row>(
  read: (after: Row | undefined) => Promise<Row[]>,
  perPage: number
): AsyncGenerator<Row> {
  const ahead = (after?: Row) => {
    const page = read(after)
    /** Whoever waits for it is told; nobody does when the file is given up. */
    page.catch(() => {})
    return page
  }
  let next: Promise<Row[]> | undefined = ahead()
  while (next) {
    const page: Row[] = await next
    next = page.length === perPage ? ahead(page.at(-1)) : undefined
    /** Not `yield*`: it makes a promise more of each row, and the memory grew by a hundred megabytes. */
    for (const row of page) yield row
  }
}
