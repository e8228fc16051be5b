import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import { SMTPServer } from 'smtp-server'
import { freePort } from '#database/embedded/free_port'
import { tenancy } from '#app/tenancy/main'
import { Visitor } from '#tests/support/browserless'
import { createCounter, createMunicipality, createSlots } from '#tests/support/municipality'
import { setField } from '#tests/support/fields'
import { Resident } from '#tests/support/resident'
import { ServerProcess } from '#tests/support/server_process'
import { post } from '../main.js'

const ADDRESS = 'hanako@example.jp'

/** A mail server that keeps what it gets, and refuses the first messages if told to. */
async function mailServer(refuseFirst = 0) {
  const received: string[] = []
  let refusals = refuseFirst
  const server = new SMTPServer({
    disabledCommands: ['AUTH', 'STARTTLS'],
    onData(stream, _session, done) {
      let text = ''
      stream.on('data', (chunk) => (text += chunk))
      stream.on('end', () => {
        if (refusals-- > 0)
          return done(Object.assign(new Error('try later'), { responseCode: 451 }))
        received.push(text)
        done()
      })
    },
  })
  const port = await freePort()
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve))
  return {
    received,
    port,
    close: () => new Promise<void>((resolve) => server.close(() => resolve())),
  }
}

const messages = (municipality: { id: number }) =>
  tenancy.run(municipality, async () => {
    const { rows } = await db.rawQuery('SELECT * FROM mail_messages ORDER BY created_at')
    return rows
  })

async function until(condition: () => Promise<boolean>, seconds: number) {
  for (let i = 0; i < seconds * 10 && !(await condition()); i++) {
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
}

async function townWithMail() {
  const municipality = await createMunicipality()
  await setField(municipality, 'email', 'optional')
  const [slot] = await createSlots(municipality, await createCounter(municipality))
  return { municipality, slot }
}

test.group('the outbox with a mail server', () => {
  test('mails number and key, tries again after a refusal, and erases what has left [R30]', async ({
    assert,
  }) => {
    const { municipality, slot } = await townWithMail()
    const mail = await mailServer(1)
    const server = await ServerProcess.start({
      SMTP_HOST: '127.0.0.1',
      SMTP_PORT: String(mail.port),
      RUN_WORKER: 'true',
    })
    try {
      const resident = new Resident(new Visitor(server.baseUrl), municipality.slug)
      const token = (await resident.hold(slot))!
      const booked = await resident.confirm(token, { old_card: 'no', email: ADDRESS })

      await until(async () => (await messages(municipality))[0]?.last_error, 15)
      assert.equal((await messages(municipality))[0].state, 'queued')
      await until(async () => (await messages(municipality))[0].state === 'sent', 40)

      assert.lengthOf(mail.received, 1)
      const [headers] = mail.received[0].split('\r\n\r\n')
      assert.include(headers, ADDRESS)
      const [text, file] = [
        ...mail.received[0].matchAll(/base64\r\n(?:[^\r]+\r\n)*\r\n([\w+/=\r\n]+)/g),
      ].map(([, part]) => Buffer.from(part, 'base64').toString('utf8'))
      assert.include(file, 'BEGIN:VCALENDAR')
      assert.include(text, booked!.key)
      assert.include(text, '受付番号：1')
      const [row] = await messages(municipality)
      assert.isNull(row.sealed)
      assert.equal(row.attempts, 2)
    } finally {
      await server.end()
      await mail.close()
    }
  }).timeout(90_000)
})

test.group('the outbox without a mail server', () => {
  test('keeps messages, encrypted, for the staff to read', async ({ assert }) => {
    const { municipality, slot } = await townWithMail()
    const resident = new Resident(new Visitor(), municipality.slug)
    const token = (await resident.hold(slot))!
    const base = `/${municipality.slug}/holds/${token}`
    await resident.visitor.post(`${base}/check`, { old_card: 'no', email: ADDRESS })
    const sent = await resident.visitor.post(`${base}/confirm`)
    const page = await resident.visitor.get(sent.location)
    assert.notInclude(page.words(), 'メールしました')
    const [row] = await messages(municipality)
    assert.equal(row.state, 'kept')
    assert.notInclude(JSON.stringify(row), ADDRESS)
  })

  test('a message exists exactly when the booking does', async ({ assert }) => {
    const { municipality } = await townWithMail()
    await tenancy
      .run(municipality, async () => {
        await post({ template: 'test', to: ADDRESS, subject: '件名', text: '本文' })
        throw new Error('rolled back')
      })
      .catch(() => {})
    assert.lengthOf(await messages(municipality), 0)
  })

  test('one address gets twenty messages a day and no more', async ({ assert }) => {
    const municipality = await createMunicipality()
    for (let i = 0; i < 22; i++) {
      await tenancy.run(municipality, () =>
        post({
          template: 'test',
          to: i % 2 ? ADDRESS : ADDRESS.toUpperCase(),
          subject: '件名',
          text: '本文',
        })
      )
    }
    await tenancy.run(municipality, () =>
      post({ template: 'test', to: 'other@example.jp', subject: '件名', text: '本文' })
    )
    const states = (await messages(municipality)).map(({ state }: { state: string }) => state)
    assert.deepEqual(states, [...Array(20).fill('kept'), 'refused', 'refused', 'kept'])
  })
})
