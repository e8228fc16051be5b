import { existsSync } from 'node:fs'
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { args, BaseCommand, flags } from '@adonisjs/core/ace'
import string from '@adonisjs/core/helpers/string'
import { inHouseStyle, listModule } from '@madoguchi/module-kit/configure'
import { defineModule, ModuleError, PLATFORM_VERSION } from '#app/module_kit/main'
import { installedModules, validateManifests } from '#app/module_system/main'

/** Ids whose import in config/modules.ts would not compile. */
const RESERVED = new Set(
  (
    'await break case catch class const continue debugger default delete do else enum export ' +
    'extends false finally for function if implements import in installed instanceof interface ' +
    'let new null package private protected public return static super switch this throw true ' +
    'try typeof var void while with yield'
  ).split(' ')
)

/** A module in full that already works: pages, permission, menu entry, setting, table, words, contract tests. */
export default class MakeModule extends BaseCommand {
  static commandName = 'make:module'
  static description = 'Make a new module in modules/ and add it to config/modules.ts'

  @args.string({ description: 'Its id: lower-case letters, digits, hyphens, e.g. card-progress' })
  declare id: string

  @flags.string({ description: 'Its Japanese title; the id if you do not know yet' })
  declare title?: string

  async run() {
    this.#refuseWhatCannotBe()
    const words = wordsFor(this.id, this.title ?? this.id)
    await listModule(this, { name: words.camel, from: `#modules/${this.id}/module` }, () =>
      this.#fillInStubs(words)
    )
    this.#sayWhatComesNext()
  }

  async #fillInStubs(words: Record<string, string>) {
    const root = this.app.makePath('app/module_system/stubs/module')
    for (const file of await readdir(root, { recursive: true })) {
      if (!file.endsWith('.stub')) continue
      const target = join('modules', this.id, fillIn(file.replace(/\.stub$/, ''), words))
      await this.#write(target, fillIn(await readFile(join(root, file), 'utf8'), words))
    }
  }

  /** @throws ModuleError, before anything is written */
  #refuseWhatCannotBe() {
    if (this.id.length > 40) {
      throw new ModuleError(`"${this.id}" is too long for a module id: at most 40 characters.`)
    }
    if (RESERVED.has(string.camelCase(this.id))) {
      throw new ModuleError(
        `"${this.id}" is a word of TypeScript, which no import may be called. Choose another id.`
      )
    }
    if (/["\\*\r\n]/.test(this.title ?? '')) {
      throw new ModuleError('The title is one line without quotation marks, backslashes and stars.')
    }
    if (existsSync(this.app.makePath('modules', this.id))) {
      throw new ModuleError(
        `modules/${this.id} exists already. Choose another id, or remove that folder first.`
      )
    }
    const manifest = defineModule({
      id: this.id,
      version: '1.0.0',
      platform: `^${PLATFORM_VERSION}`,
      title: '',
      description: '',
      handlesResidentData: false,
    })
    validateManifests([...installedModules(), manifest])
  }

  async #write(target: string, contents: string) {
    const path = this.app.makePath(target)
    await mkdir(dirname(path), { recursive: true })
    const formatted = /\.(ts|json|md)$/.test(target) ? await inHouseStyle(path, contents) : contents
    await writeFile(path, formatted)
    this.logger.action(`create ${target}`).succeeded()
  }

  #sayWhatComesNext() {
    this.logger.log(`
Next:
  1. Make its table: node ace migration:run (npm start does it too).
  2. Switch it on for a municipality: npm start, then 機能の設定 in the staff screens.
  3. Run its contract tests: npm test -- --suite=${this.id}
  4. Refresh the route types in .adonisjs: npm run codegen
Read modules/${this.id}/README.md and app/module_kit/README.md.`)
  }
}

/** What the stubs call the module in each place. */
function wordsFor(id: string, title: string) {
  const snake = id.replaceAll('-', '_')
  return {
    id,
    title,
    snake,
    camel: string.camelCase(id),
    table: `${snake}_entries`,
    platform: PLATFORM_VERSION,
  }
}

function fillIn(text: string, words: Record<string, string>) {
  return text.replaceAll(/%([a-z]+)%/g, (whole, word: string) => words[word] ?? whole)
}
