import { randomUUID } from 'node:crypto'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

let folder: string | undefined

/**
 * Where an upload lies while its request lasts: in a folder of this process
 * that only its user can open, because it may be a list of a whole town.
 */
export function uploadPath(): string {
  folder ??= mkdtempSync(join(tmpdir(), 'madoguchi-uploads-'))
  return join(folder, randomUUID())
}
