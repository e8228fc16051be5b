import { EnvLoader } from '@adonisjs/core/env'
import { readFileSync } from 'node:fs'
import { parseEnv } from 'node:util'

/**
 * The values AdonisJS is going to read from the `.env` files of `root`. It
 * does so later and never overrides the process environment, so whoever fills
 * in defaults earlier has to know what those files say.
 */
export function readDotEnv(root: string): Record<string, string> {
  const values: Record<string, string> = {}
  for (const path of new EnvLoader(root).getPaths()) {
    let contents: string
    try {
      contents = readFileSync(path, 'utf8')
    } catch {
      continue
    }
    for (const [key, value] of Object.entries(parseEnv(contents))) {
      /** The loader lists the files in order of precedence. */
      if (value && !(key in values)) values[key] = value
    }
  }
  return values
}
