import { readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler'
import { FONTS } from '#app/documents/fonts'

/**
 * Typst and nothing else: the files of a print from its templates and data, in
 * one process, with no check of characters and nobody who waits. What is left
 * of a part is let go, as everybody has to who makes more of them than a few.
 */
const [ordersFile, out] = process.argv.slice(2)
const room = join(tmpdir(), 'bare-typst')
const fontBlobs = FONTS.flatMap(({ regular, bold }) => [readFileSync(regular), readFileSync(bold)])
const compiler = NodeCompiler.create({ workspace: room, fontArgs: [{ fontBlobs }] })
const put = (name: string, content: string) =>
  compiler.mapShadow(join(room, name), Buffer.from(content))
put(
  'common.typ',
  readFileSync(new URL('../../app/documents/templates/common.typ', import.meta.url), 'utf8')
)
put('missing.json', '[]')

const lines = readFileSync(ordersFile, 'utf8').trimEnd().split('\n')
for (const [i, line] of lines.entries()) {
  const { sources, data, standard } = JSON.parse(line)
  for (const [name, source] of Object.entries<string>(sources)) put(name, source)
  put('data.json', JSON.stringify(data))
  const { result } = compiler.compile({ mainFilePath: join(room, 'template.typ') })
  const pdf = compiler.pdf(result!, { pdfStandard: standard, pdfTags: standard === 'ua-1' })
  writeFileSync(join(out, `bare-${i}.pdf`), pdf)
  compiler.evictCache(0)
  globalThis.gc!()
}
