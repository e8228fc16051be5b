import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from '@japa/runner'
import ace from '@adonisjs/core/services/ace'
import { readTexts } from '#tests/support/read_pdf'
import PrintBarcode from '../commands/print_barcode.js'
import PrintLabels from '../commands/print_labels.js'
import PrintNotices from '../commands/print_notices.js'
import { sampleAddresses } from '../sample_addresses.js'
import { joined } from './read_letters.js'

/** Runs a command. @returns how it ended, and what it said */
async function run(Command: Parameters<typeof ace.create>[0], args: string[]) {
  const command = await ace.create(Command, args)
  await command.exec()
  const said = command.logger.getLogs().map(({ message }) => message)
  return { code: command.exitCode, said }
}

test.group('printing/commands', (group) => {
  group.each.setup(() => {
    ace.ui.switchMode('raw')
    return () => ace.ui.switchMode('normal')
  })

  test('print:barcode shows the symbols, the check character and the bars of the manual’s example', async ({
    assert,
  }) => {
    const { code, said } = await run(PrintBarcode, ['263-0023', '3丁目30-8　郵便ビル403号'])
    assert.equal(code, 0)
    assert.equal(said[0], '2 6 3 0 0 2 3 3 - 3 0 - 8 - 4 0 3 CC4 CC4 CC4  check 5')
    assert.match(said[1], /^13[1-4]{63}31$/)
  })

  test('print:barcode refuses {$self} with a sentence')
    .with(['263-002', '263-0000', 'ふるさと'])
    .run(async ({ assert }, postalCode) => {
      const { code, said } = await run(PrintBarcode, [postalCode, '1番1号'])
      assert.equal(code, 1)
      assert.lengthOf(said, 1)
      assert.match(said[0], /No barcode: the postal code has not seven digits, or ends in 00/)
    })

  for (const [Command, name, flag] of [
    [PrintLabels, 'labels', '--sheet'],
    [PrintNotices, 'notices', '--wording'],
  ] as const) {
    test(`print:${name} prints as many as are asked for`, async ({ assert, cleanup }) => {
      const folder = await mkdtemp(join(tmpdir(), 'madoguchi-prints-'))
      cleanup(() => rm(folder, { recursive: true }))
      const { code, said } = await run(Command, ['--sample=5', `--out=${folder}`])
      assert.equal(code, 0, said.join())
      assert.include(said[0], `] 5 ${name} on `)
      assert.deepEqual(await readdir(folder), [`${name}-1.pdf`])
      const texts = await readTexts(await readFile(join(folder, `${name}-1.pdf`)))
      const read = joined(texts.map(({ text }) => text))
      for (const { parts } of sampleAddresses(5)) assert.include(read, joined([parts[0]]))
    })

    test(`print:${name} says what it takes when it is asked for something else`, async ({
      assert,
    }) => {
      for (const args of [['--sample=0'], ['--sample=5', `${flag}=x`]]) {
        const { code, said } = await run(Command, args)
        assert.equal(code, 1)
        assert.match(said.join(), /Give --sample a number from 1 up/)
      }
    })
  }
})
