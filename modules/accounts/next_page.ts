/**
 * Where signing in leads: only to a page of the same municipality, whatever
 * the address or the form says.
 */
export function nextPage(slug: string, wanted: unknown): string {
  const home = `/${slug}/account`
  return typeof wanted === 'string' &&
    wanted.startsWith(`/${slug}/`) &&
    !/[\\\s]|\/\//.test(wanted) &&
    wanted.length < 500
    ? wanted
    : home
}
