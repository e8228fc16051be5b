import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import { codeNow, secretOn } from '#tests/support/authenticator'
import { createOperator } from '../actions/create_operator.js'
import { logOf, newOperator, operatorAtWork, PASSWORD, trySignIn } from './support.js'

test.group('operator/sign-in', () => {
  test('the first one opens nothing but setting up a password and an authenticator', async ({
    assert,
  }) => {
    const { visitor, answer } = await trySignIn(await newOperator())
    assert.equal(answer.status, 303)
    for (const path of ['', '/log', '/municipalities/new', '/municipalities/990019']) {
      assert.equal((await visitor.get(`/operator${path}`)).location, '/operator/set-up', path)
    }
    const page = await visitor.get('/operator/set-up')
    const code = () => codeNow(secretOn(page))
    for (const [fields, sentence] of [
      [{ password: 'short', again: 'short', code: code() }, '新しいパスワードが短すぎます'],
      [{ password: PASSWORD, again: 'another', code: code() }, '確認用のパスワードが一致しません'],
      [{ password: PASSWORD, again: PASSWORD, code: '000000' }, 'コードが違います'],
      [{ password: PASSWORD, again: PASSWORD, code: '' }, 'コードを入力してください'],
    ] as [Record<string, string>, string][]) {
      const refused = await visitor.submit(page, /set-up/, fields)
      assert.equal(refused.status, 422)
      assert.include(refused.words(), sentence)
    }
    const done = await visitor.submit(page, /set-up/, {
      password: PASSWORD,
      again: PASSWORD,
      code: code(),
    })
    assert.equal(done.location, '/operator')
    assert.equal((await visitor.get('/operator')).status, 200)
    assert.equal((await visitor.get('/operator/set-up')).status, 404)
  })

  test('later ones ask for password and code; a code works once; five failures lock', async ({
    assert,
  }) => {
    const { secret, loginId } = await operatorAtWork()
    const attempt = async (code: string, password = PASSWORD) =>
      (await trySignIn({ loginId, password, code })).answer
    assert.equal((await attempt('')).status, 422)
    assert.equal((await attempt(codeNow(secret), 'wrong')).status, 422)
    const code = codeNow(secret)
    assert.equal((await attempt(code)).status, 303)
    const again = await attempt(code)
    assert.equal(again.status, 422)
    assert.include(again.words(), 'ログインID、パスワード、コードのどれかが違う')
    for (let i = 0; i < 4; i++) await attempt('000000')
    assert.equal((await attempt(codeNow(secret, 1))).status, 422)
    assert.deepEqual((await logOf(loginId)).slice(0, 4), [
      'operator.create',
      'operator.sign_in',
      'operator.set_up',
      'operator.sign_in denied',
    ])
  })

  test('a command gives a fresh start to whoever lost the authenticator', async ({ assert }) => {
    const { visitor, loginId } = await operatorAtWork()
    const { password, existed } = await createOperator(loginId, '別の名前')
    assert.isTrue(existed)
    assert.equal((await visitor.get('/operator')).location, '/operator/sign-in')
    assert.equal((await trySignIn({ loginId, password: PASSWORD })).answer.status, 422)
    const fresh = await trySignIn({ loginId, password })
    assert.equal((await fresh.visitor.get('/operator')).location, '/operator/set-up')
  })

  test('a session nobody touched for a quarter of an hour ends', async ({ assert }) => {
    const { visitor } = await operatorAtWork()
    await db.connection('system').rawQuery(
      `UPDATE sessions SET data = regexp_replace(data, '"operator_last_seen":\\d+', ?)
          WHERE data LIKE '%operator_last_seen%'`,
      [`"operator_last_seen":${Date.now() - 16 * 60_000}`]
    )
    assert.equal((await visitor.get('/operator')).location, '/operator/sign-in')
  })
})
