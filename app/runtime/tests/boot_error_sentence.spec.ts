import { test } from '@japa/runner'
import { bootErrorSentence } from '#app/runtime/boot_error_sentence'
import { connectionUrls } from '#database/connections'
import { SetupError } from '#database/setup_error'

const error = (properties: object, message = '') => Object.assign(new Error(message), properties)

test.group('boot error sentence', () => {
  test('{0} becomes a sentence')
    .with([
      ['EADDRINUSE', { address: '127.0.0.1', port: 3333 }, /Port 3333 .* PORT=3334 npm start/],
      [
        'ECONNREFUSED',
        { address: '127.0.0.1', port: 5432 },
        /No PostgreSQL answers at 127.0.0.1:5432/,
      ],
      ['ENOTFOUND', { hostname: 'db.exmaple' }, /"db.exmaple" is not known/],
      ['28P01', {}, /refuses the account/],
      ['3D000', {}, /npm start/],
      ['E_INSECURE_APP_KEY', {}, /at least 16 characters/],
    ] as const)
    .run(({ assert }, [code, properties, expected]) => {
      assert.match(bootErrorSentence(error({ code, ...properties })) ?? '', expected)
    })

  test('every wrong variable gets its own line', ({ assert }) => {
    const help =
      '- Value for environment variable "PORT" must be numeric, instead received "abc"\n- Missing environment variable "APP_URL"'
    const sentence = bootErrorSentence(error({ code: 'E_INVALID_ENV_VARIABLES', help }))
    assert.lengthOf(sentence!.split('\n'), 2)
    assert.match(sentence!, /"PORT" must be numeric, instead received "abc"\. Set it/)
  })

  test('a connection tried over IPv4 and IPv6 fails in one sentence', ({ assert }) => {
    const failures = ['::1', '127.0.0.1'].map((address) =>
      error({ code: 'ECONNREFUSED', address, port: 5432 })
    )
    assert.match(bootErrorSentence(new AggregateError(failures)) ?? '', /No PostgreSQL answers/)
  })

  test('errors that are sentences already are passed on as they are', ({ assert }) => {
    assert.equal(bootErrorSentence(new SetupError('Do this.')), 'Do this.')
    assert.equal(bootErrorSentence(error({ name: 'ModuleError' }, 'Do that.')), 'Do that.')
    try {
      connectionUrls({ APP_KEY: 'x' })
    } catch (thrown) {
      assert.match(bootErrorSentence(thrown) ?? '', /^No database is configured for/)
    }
  })

  test('a mistake of ours keeps its stack trace', ({ assert }) => {
    assert.isNull(bootErrorSentence(new TypeError('x is not a function')))
    assert.isNull(bootErrorSentence('just a string'))
  })
})
