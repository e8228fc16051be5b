import { ModuleError } from './module_error.js'

export interface ListedModule {
  /** What the list calls it, e.g. `cardProgress`. */
  name: string
  /** Where its manifest is imported from, e.g. `#modules/card-progress/module`. */
  from: string
}

const LIST = /(const installed\b[^=]*=\s*\[)([^\]]*)(\])/

/**
 * The text of config/modules.ts with one more import and one more entry;
 * unchanged when the module is in it already.
 *
 * @throws ModuleError when the list cannot be found or the name is taken
 */
export function withModule(source: string, { name, from }: ListedModule): string {
  const line = `import ${name} from '${from}'`
  const imports = [...source.matchAll(/^import .*$/gm)]
  if (imports.some(([text]) => text.includes(`'${from}'`) || text.includes(`"${from}"`))) {
    return source
  }
  const byHand = `Add "${line}" to config/modules.ts and "${name}" to its list by hand.`
  const list = LIST.exec(source)
  if (!list || imports.length === 0) {
    throw new ModuleError(
      `config/modules.ts no longer has the form it was made with, so it is left alone. ${byHand}`
    )
  }
  if (imports.some(([text]) => new RegExp(`^import ${name}\\b`).test(text))) {
    throw new ModuleError(
      `config/modules.ts imports something else as "${name}" already, so it is left alone. Import "${from}" under another name and add that to its list.`
    )
  }
  const entries = list[2].trim().replace(/,$/, '')
  const last = imports.at(-1)!
  const end = last.index + last[0].length
  return (source.slice(0, end) + `\n${line}` + source.slice(end)).replace(
    LIST,
    (_, open, __, close) => `${open}${entries ? `${entries}, ` : ''}${name}${close}`
  )
}
