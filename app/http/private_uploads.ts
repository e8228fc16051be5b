import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

let folder: string | undefined

/**
 * Where an upload lies while its request lasts: in a folder of this process
 * that only its user can open, because it may be a list of a whole town.
 */
export function uploadPath(): string {
  folder ??= newFolder()
  return join(folder, randomUUID())
}

/** Goes with the process, or each start of the server would leave one behind. */
function newFolder(): string {
  const made = mkdtempSync(join(tmpdir(), 'madoguchi-uploads-'))
  process.once('exit', () => rmSync(made, { recursive: true, force: true }))
  return made
}
