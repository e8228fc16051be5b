import { randomUUID } from 'node:crypto'
import { test } from '@japa/runner'
import { exchangeFeed } from '#app/module_kit/main'
import { E_FILE_REFUSED } from '../errors.js'
import { checkSeals, readExchangeFile, writeExchangeFile, type Manifest } from '../exchange_file.js'
import { cellsOf } from '../feed_values.js'
import {
  fingerprintOf,
  formatFingerprint,
  makeSigningKeys,
  readFingerprint,
  readPublicKey,
} from '../signing_keys.js'

const keys = makeSigningKeys()

const manifest = (): Manifest => ({
  ...{ feed: 'cards', municipality: '131016', number: 7 },
  ...{ from: fingerprintOf(keys.publicKey), to: fingerprintOf(makeSigningKeys().publicKey) },
  ...{
    seriesId: randomUUID(),
    seriesStartedAt: '2026-11-01T00:00:00.000Z',
    seriesBecause: 'first',
  },
  ...{ madeAt: '2026-11-29T01:02:03.004Z' },
  acknowledges: [{ seriesId: randomUUID(), number: 3 }],
})

const rows = [
  ['ABCDEFGHJKLM', 'open'],
  ['NPQRSTUVWXYZ', 'closed'],
]
const write = (said = manifest()) =>
  writeExchangeFile(said, ['link_code', 'state'], rows, keys.privateKey).text

/** Why a text is refused; nothing where it is not. */
function refusal(text: string, publicKey = keys.publicKey): string | undefined {
  try {
    checkSeals(readExchangeFile(Buffer.from(text)), publicKey)
    return undefined
  } catch (error) {
    if (error instanceof E_FILE_REFUSED) return error.because
    throw error
  }
}

test.group('exchange files [R110]', () => {
  test('say the same when they are read as when they were written', ({ assert }) => {
    const said = manifest()
    const { text, sha256 } = writeExchangeFile(said, ['link_code', 'state'], rows, keys.privateKey)
    const file = readExchangeFile(Buffer.from(text))
    assert.deepEqual(file.manifest, said)
    assert.deepEqual([file.header, ...file.rows], [['link_code', 'state'], ...rows])
    assert.equal(file.sha256, sha256)
    assert.isUndefined(refusal(text))
    assert.match(text, /^[\x20-\x7e\r\n]+$/, 'plain ASCII')
  })

  test('survive what media do to texts', ({ assert }) => {
    const text = write()
    for (const carried of [
      text.replaceAll('\r\n', '\n'),
      `\uFEFF${text}`,
      `${text}\r\n\r\n`,
      text.trimEnd(),
    ]) {
      assert.isUndefined(refusal(carried))
      const [one, other] = [text, carried].map((each) => readExchangeFile(Buffer.from(each)))
      assert.equal(one.sha256, other.sha256, 'and are still the same file')
    }
  })

  test('with nothing in them are files, too', ({ assert }) => {
    const { text } = writeExchangeFile(manifest(), ['link_code'], [], keys.privateKey)
    assert.isUndefined(refusal(text))
    assert.isEmpty(readExchangeFile(Buffer.from(text)).rows)
  })

  test('cut anywhere are refused', ({ assert }) => {
    const text = write().trimEnd()
    for (let length = 0; length < text.length - 1; length++) {
      assert.match(refusal(text.slice(0, length)) ?? '', /^(truncated|altered)$/, `at ${length}`)
    }
    const lines = text.split('\r\n')
    assert.equal(refusal(lines.slice(0, -1).join('\r\n')), 'truncated', 'a line short')
    assert.equal(refusal(lines.slice(0, 5).join('\r\n')), 'truncated', 'in the head')
    assert.equal(refusal(''), 'truncated')
  })

  test('changed anywhere are refused', ({ assert }) => {
    const text = write()
    for (const [i, symbol] of [...text].entries()) {
      if (symbol === '\r' || symbol === '\n') continue
      const changed = text.slice(0, i) + (symbol === '5' ? '6' : '5') + text.slice(i + 1)
      assert.isDefined(refusal(changed), `${symbol} at ${i}`)
    }
    assert.equal(refusal(text.replace('number,7', 'number,8')), 'altered')
    assert.equal(refusal(text.replace('closed', 'open')), 'altered')
    assert.equal(refusal(`${text}QQQQQQQQQQQQ,open\r\n`), 'altered')
    assert.equal(refusal(text, makeSigningKeys().publicKey), 'altered', 'signed by somebody else')
    assert.equal(refusal('氏名,住所\n試験,東京'), 'not_exchange')
  })

  test('carry nothing but what their columns may hold', ({ assert }) => {
    const feed = exchangeFeed('test', {
      link_code: 'link_code',
      counter: 'counter_code?',
      day: 'date?',
      at: 'moment',
      state: ['open', 'closed'],
    })
    const code = '222222222222'
    const row = {
      ...{ link_code: code, counter: 'HONCHO', day: '2026-12-01' },
      ...{ at: '2026-12-01T00:30:00.000Z', state: 'open' },
    }
    assert.deepEqual(cellsOf(feed, row), Object.values(row))
    assert.deepEqual(cellsOf(feed, { ...row, counter: '', day: '' }), [
      code,
      '',
      '',
      row.at,
      'open',
    ])
    for (const [column, value] of [
      ['link_code', '試験　太郎'],
      ['link_code', '222222222223'],
      ['counter', '本庁窓口'],
      ['counter', 'A,B'],
      ['day', '2026-13-01'],
      ['at', '昭和64年'],
      ['state', 'open\nclosed'],
      ['state', ''],
    ]) {
      assert.deepEqual(cellsOf(feed, { ...row, [column]: value }), { wrong: column }, value)
    }
  })

  test('keys are read however they were pasted, and nothing else is a key', ({ assert }) => {
    const { publicKey } = keys
    const pem = `-----BEGIN PUBLIC KEY-----\n${publicKey}\n-----END PUBLIC KEY-----\n`
    for (const pasted of [publicKey, ` ${publicKey.slice(0, 20)}\n${publicKey.slice(20)} `, pem]) {
      assert.equal(readPublicKey(pasted), publicKey)
    }
    for (const other of ['', 'abc', publicKey.slice(4), keys.privateKey]) {
      assert.isUndefined(readPublicKey(other), other)
    }
    const fingerprint = fingerprintOf(publicKey)
    assert.equal(readFingerprint(formatFingerprint(fingerprint).toLowerCase()), fingerprint)
  })
})
