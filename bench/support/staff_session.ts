import { expectStatus } from './form_client.js'
import { CLERK } from './seed_month.js'

/** @returns the cookies of somebody who is signed in */
export async function signIn(url: URL): Promise<string> {
  const form = await expectStatus(200, 'GET', url)
  const filled = new URLSearchParams({
    _csrf: csrfIn(form.body),
    login_id: CLERK.loginId,
    password: CLERK.password,
  })
  const answer = await expectStatus(303, 'POST', url, filled.toString(), form.cookie)
  return answer.cookie
}

/** What a form of a page has to bring along. */
export const csrfIn = (page: string) => /name=['"]_csrf['"] value=['"]([^'"]+)/.exec(page)![1]
