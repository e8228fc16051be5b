import { Visitor } from './browserless.js'

/** Signs a staff member in over HTTP. */
export async function signedIn(
  slug: string,
  staff: { loginId: string; password: string },
  baseUrl?: string,
  told?: Record<string, string>
): Promise<Visitor> {
  const visitor = new Visitor(baseUrl, told)
  const page = await visitor.get(`/${slug}/staff/sign-in`)
  const answer = await visitor.submit(page, /sign-in/, {
    login_id: staff.loginId,
    password: staff.password,
  })
  if (answer.status !== 303)
    throw new Error(`Sign-in of ${staff.loginId} was answered with ${answer.status}`)
  return visitor
}
