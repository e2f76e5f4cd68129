import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { ExecutionContext } from 'ava'

/** An empty folder that is removed after the test. */
export function tempFolder(t: ExecutionContext): string {
  const folder = mkdtempSync(join(tmpdir(), 'proofload-setup-'))
  t.teardown(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}
