/** Where sign-in leads: only to a staff page of the same municipality, whatever the address says. */
export function within(slug: string, next: string | undefined) {
  const home = `/${slug}/staff`
  return next?.startsWith(`${home}/`) && !next.includes('\\') ? next : home
}
