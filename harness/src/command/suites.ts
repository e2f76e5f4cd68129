/** The suites that a command means. */
import { resolve } from 'node:path'
import type { Suite } from '../suite/case.ts'
import { loadSuite, ownSuites } from '../suite/load.ts'

/** Folders given with `--suites` stand in place of this checkout's. */
export function suiteFolders(given: readonly string[]): string[] {
  return given.length === 0 ? [ownSuites] : given.map((folder) => resolve(folder))
}

export function suiteOf(given: readonly string[]): Suite {
  return loadSuite(suiteFolders(given))
}

/** Folder of the descriptors that come with Proofload. */
export const bridgesFolder = resolve(import.meta.dirname, '../../bridges')
