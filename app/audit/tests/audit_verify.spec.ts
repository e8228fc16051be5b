import { test } from '@japa/runner'
import { once } from 'node:events'
import { startChild } from '#app/runtime/main'
import { audit } from '#app/audit/main'
import { tenancy } from '#app/tenancy/main'
import { createMunicipality } from '#tests/support/municipality'
import { tamper } from './support.js'

async function verifyCommand() {
  const child = startChild('ace', ['audit:verify'], { output: 'pipe' })
  let output = ''
  child.stdout?.on('data', (chunk) => (output += chunk))
  child.stderr?.on('data', (chunk) => (output += chunk))
  const [code] = await once(child, 'exit')
  return { code, output }
}

test.group('audit:verify [R45]', () => {
  test('names the municipality, the first broken block and the reason, and ends with 1', async ({
    assert,
  }) => {
    const town = await createMunicipality({ modules: [], name: '無事町' })
    const forged = await createMunicipality({ modules: [], name: '改変町' })
    for (const municipality of [town, forged]) {
      for (let block = 0; block < 2; block++) {
        await tenancy.run(municipality, () => audit.record({ action: 'test.write' }))
        await tenancy.run(municipality, () => audit.sealEntries())
      }
    }
    await tamper(
      forged,
      `UPDATE audit_entries SET action = 'x' WHERE seq = (SELECT max(seq) FROM audit_entries)`
    )
    const { code, output } = await verifyCommand()
    assert.equal(code, 1)
    assert.match(output, /無事町: 2 blocks, 2 sealed entries, 0 not sealed yet/)
    assert.match(output, /改変町: block 2 is broken: an entry was changed after it was sealed/)
  }).timeout(60_000)
})
