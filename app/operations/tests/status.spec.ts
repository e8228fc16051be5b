import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import { tenancy } from '#app/tenancy/main'
import { createCounter, createMunicipality, createSlots } from '#tests/support/municipality'
import { ServerProcess } from '#tests/support/server_process'
import { Visitor } from '#tests/support/browserless'

const TOKEN = 'a token of the tests'

async function ask(server: ServerProcess, path: string, token = TOKEN) {
  return fetch(`${server.baseUrl}${path}`, { headers: { authorization: `Bearer ${token}` } })
}

test.group('operations/status [R112] [R114]', () => {
  test('does not exist where no token is configured', async ({ assert }) => {
    for (const path of ['/status', '/metrics']) {
      assert.equal((await new Visitor().get(path)).status, 404)
    }
  })

  test('tells whoever has the token what is wrong where, by code and without names', async ({
    assert,
  }) => {
    const municipality = await createMunicipality()
    const counter = await createCounter(municipality, { name: '秘密の窓口' })
    const [slot] = await createSlots(municipality, counter, { daysAhead: 20 })
    const server = await ServerProcess.start({ STATUS_TOKEN: TOKEN })
    try {
      assert.equal((await ask(server, '/status', 'a guess')).status, 401)
      const ours = async () => {
        const answer = await ask(server, '/status')
        const text = await answer.text()
        assert.notInclude(text, municipality.name)
        assert.notInclude(text, municipality.slug)
        assert.notInclude(text, '秘密の窓口')
        const { figures, wrong } = JSON.parse(text)
        const mine = (list: any[]) =>
          Object.fromEntries(
            list
              .filter(({ labels }) => labels.municipality === municipality.code)
              .map(({ id, value }) => [id, value])
          )
        return { status: answer.status, figures: mine(figures), wrong: mine(wrong) }
      }
      const well = await ours()
      assert.deepEqual(well.wrong, {})
      assert.containsSubset(well.figures, {
        'core.failed_mail': 0,
        'reservation.seats_out_of_balance': 0,
        'reservation.holds_past_their_time': 0,
        'reservation.published_days_ahead': 20,
      })

      await tenancy.run(municipality, async () => {
        await db.rawQuery('UPDATE slots SET taken = 1 WHERE municipality_id = ? AND id = ?', [
          municipality.id,
          slot,
        ])
        await db.rawQuery(
          `INSERT INTO mail_messages (municipality_id, template, state, recipient_hash)
           VALUES (?, 'test', 'failed', '\\x00')`,
          [municipality.id]
        )
      })
      const broken = await ours()
      assert.equal(broken.status, 503)
      assert.deepEqual(broken.wrong, {
        'core.failed_mail': 1,
        'reservation.seats_out_of_balance': 1,
      })
    } finally {
      await server.end()
    }
  })

  test('comes for Prometheus with response times of every answer', async ({ assert }) => {
    const municipality = await createMunicipality()
    const server = await ServerProcess.start({ STATUS_TOKEN: TOKEN })
    try {
      for (let i = 0; i < 5; i++) await fetch(`${server.baseUrl}/${municipality.slug}/calendar`)
      await fetch(`${server.baseUrl}/nowhere/at-all`)
      const answer = await ask(server, '/metrics')
      assert.match(answer.headers.get('content-type')!, /^text\/plain/)
      const text = await answer.text()
      assert.include(
        text,
        `madoguchi_reservation_published_days_ahead{municipality="${municipality.code}"} -1`
      )
      assert.include(
        text,
        `madoguchi_ok{figure="reservation.published_days_ahead",municipality="${municipality.code}"} 0`
      )
      assert.match(text, /madoguchi_core_jobs_waiting\{job="core.send_mail"\} \d+/)
      const count = (status: string) =>
        Number(text.match(`duration_seconds_count\\{status="${status}"\\} (\\d+)`)![1])
      assert.isAtLeast(count('2xx'), 5)
      assert.isAtLeast(count('4xx'), 1)
      const [, all] = text.match(/bucket\{status="2xx",le="\+Inf"\} (\d+)/)!
      assert.equal(Number(all), count('2xx'))
      for (const line of text.trim().split('\n')) {
        assert.match(line, /^(# (HELP|TYPE) |madoguchi_\w+(\{[^}]*\})? -?[\d.e+-]+$)/)
      }
    } finally {
      await server.end()
    }
  })
})
