import { randomInt } from 'node:crypto'
import db from '@adonisjs/lucid/services/db'
import { codeBefore, secretOn } from '#tests/support/authenticator'
import { Visitor } from '#tests/support/browserless'
import { createOperator } from '../actions/create_operator.js'

export const PASSWORD = 'a long password of an operator'

/** An operator who has just been made. */
export async function newOperator() {
  const loginId = `operator-${randomInt(1e9)}`
  const { password } = await createOperator(loginId, '運営 太郎')
  return { loginId, password }
}

/** Tries to sign in. @returns the answer to the form */
export async function trySignIn(keys: { loginId: string; password: string; code?: string }) {
  const visitor = new Visitor()
  const page = await visitor.get('/operator/sign-in')
  const answer = await visitor.submit(page, /operator\/sign-in/, {
    login_id: keys.loginId,
    password: keys.password,
    code: keys.code ?? '',
  })
  return { visitor, answer }
}

/** An operator at work, with an authenticator whose code of now is not used yet. */
export async function operatorAtWork() {
  const keys = await newOperator()
  const { visitor } = await trySignIn(keys)
  const page = await visitor.get('/operator/set-up')
  const secret = secretOn(page)
  const answer = await visitor.submit(page, /set-up/, {
    password: PASSWORD,
    again: PASSWORD,
    code: await codeBefore(secret),
  })
  if (answer.status !== 303) throw new Error(`Setting up was answered with ${answer.status}`)
  return { visitor, secret, loginId: keys.loginId }
}

/** What the operators' log says of somebody, oldest first. */
export async function logOf(loginId: string): Promise<string[]> {
  const { rows } = await db
    .connection('system')
    .rawQuery('SELECT * FROM operator_entries WHERE operator_login = ? ORDER BY seq', [loginId])
  return rows.map((row: any) =>
    [row.action, row.municipality_code, row.detail.module, row.result === 'denied' && 'denied']
      .filter(Boolean)
      .join(' ')
  )
}
