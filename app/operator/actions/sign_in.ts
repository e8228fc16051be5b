import hash from '@adonisjs/core/services/hash'
import db from '@adonisjs/lucid/services/db'
import { DateTime } from 'luxon'
import { traceOf } from '#app/exchange/main'
import { openSecret, stepOfCode } from '#app/staff/main'
import { E_OPERATOR_REFUSED } from '../errors.js'
import Operator from '../models/operator.js'
import { record } from '../record.js'

/** Fixed here: an operator answers to no municipality's settings. */
const FAILURES_BEFORE_LOCK = 5
const LOCK_MINUTES = 30

/** Verified when there is no such account, so that the answer takes as long. */
const NOBODYS_HASH = hash.make('nobody signs in with this')

/**
 * Checks login id, password and code at once: nobody is told which of them was
 * wrong. Before an authenticator is set up the password alone leads to setting
 * it up, and no further.
 *
 * @throws E_OPERATOR_REFUSED
 */
export async function signIn(input: {
  loginId: string
  password: string
  code: string
  address: string
}): Promise<Operator> {
  const found = await Operator.findBy('loginId', input.loginId)
  const matches = await hash.verify(found?.passwordHash ?? (await NOBODYS_HASH), input.password)
  const { loginId, address } = input
  if (!found || !(await settle(found, matches, input.code))) {
    await record({
      /** What no operator is called may be anything. */
      ...(found ? { loginId } : { loginId: '−', detail: { lookedFor: traceOf(loginId) } }),
      ...{ address, action: 'operator.sign_in', result: 'denied' },
    })
    throw new E_OPERATOR_REFUSED()
  }
  await record({ loginId, address, action: 'operator.sign_in' })
  return found
}

/** Decides under a row lock, so that parallel guesses are all counted and a code works once. */
async function settle(found: Operator, passwordMatches: boolean, code: string) {
  return db.connection('system').transaction(async (trx) => {
    const operator = await Operator.query({ client: trx })
      .where('id', found.id)
      .forUpdate()
      .firstOrFail()
    const now = DateTime.now()
    if (operator.lockedUntil && operator.lockedUntil > now) return false

    const step = operator.sealedSecret ? stepOf(operator.sealedSecret, code) : 0
    const codeMatches = operator.sealedSecret === null || (step ?? 0) > Number(operator.lastStep)
    if (!passwordMatches || !codeMatches) {
      operator.failedSignIns += 1
      if (operator.failedSignIns >= FAILURES_BEFORE_LOCK) {
        operator.lockedUntil = now.plus({ minutes: LOCK_MINUTES })
        operator.failedSignIns = 0
      }
      await operator.save()
      return false
    }
    operator.failedSignIns = 0
    operator.lockedUntil = null
    operator.lastStep = step ?? 0
    operator.lastSignedInAt = now
    await operator.save()
    return true
  })
}

function stepOf(sealed: string, code: string): number | null {
  const secret = openSecret(sealed)
  return secret && stepOfCode(secret, code)
}
