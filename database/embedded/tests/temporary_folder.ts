import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { getActiveTestOrFail } from '@japa/runner'

/** A folder that is gone after the test; other accounts may walk through it. */
export function temporaryFolder(mode = 0o711): string {
  const folder = mkdtempSync(join(tmpdir(), 'madoguchi-spec-'))
  chmodSync(folder, mode)
  getActiveTestOrFail().cleanup(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}
