import { readdir, readFile } from 'node:fs/promises'
import { BaseCommand } from '@adonisjs/core/ace'

/** Prints each requirement with the tests that show it and, last, one line of JSON. */
export default class Requirements extends BaseCommand {
  static override commandName = 'requirements'
  static override description = 'List each requirement with the tests that carry its number'

  override async run() {
    const requirements = await this.#requirements()
    const tests = await this.#tests()
    const missing: string[] = []
    for (const [id, words] of requirements) {
      const shownBy = tests.filter((test) => test.ids.includes(id))
      if (shownBy.length === 0) missing.push(id)
      console.log(`${shownBy.length > 0 ? '✔' : '−'} ${id}  ${words}`)
      for (const { file, title } of shownBy) console.log(`     ${file} › ${title}`)
    }
    const unknown = tests.flatMap(({ ids }) => ids).filter((id) => !requirements.has(id))
    if (unknown.length > 0) {
      this.logger.error(
        `Tests carry numbers docs/requirements.md does not know: ${unknown.join(', ')}`
      )
      this.exitCode = 1
    }
    const total = requirements.size
    console.log(JSON.stringify({ shown: total - missing.length, total, missing }))
  }

  /** Ids and Japanese words, in the order of the document. */
  async #requirements(): Promise<Map<string, string>> {
    const text = await readFile(this.app.makePath('docs/requirements.md'), 'utf8')
    return new Map(
      [...text.matchAll(/^- \*\*(R\d+)\*\* (.*?) \/ /gm)].map(([, id, words]) => [id, words])
    )
  }

  /** Every test with the numbers in its own title and in its group's. */
  async #tests(): Promise<{ file: string; title: string; ids: string[] }[]> {
    const found = []
    for (const folder of ['app', 'modules', 'database', 'tests']) {
      const files = await readdir(this.app.makePath(folder), { recursive: true })
      for (const name of files.filter(
        (path) => path.endsWith('.spec.ts') && !path.includes('node_modules')
      )) {
        const file = `${folder}/${name}`
        found.push(...testsIn(file, await readFile(this.app.makePath(file), 'utf8')))
      }
    }
    return found
  }
}

function testsIn(file: string, source: string) {
  let group = ''
  const found: { file: string; title: string; ids: string[] }[] = []
  for (const [, isGroup, , title] of source.matchAll(
    /\btest(\.group)?\(\s*(['"`])((?:\\.|(?!\2).)*)\2/gs
  )) {
    if (isGroup) group = title
    else found.push({ file, title, ids: idsIn(`${group} ${title}`) })
  }
  return found
}

const idsIn = (text: string) => [...text.matchAll(/\[(R\d+)\]/g)].map(([, id]) => id)
