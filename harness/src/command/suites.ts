/** The suites that a command means, with the described C API that they are about. */
import { join, resolve } from 'node:path'
import { type Capi, loadCapi } from '../capi/load.ts'
import { Memory } from '../memory.ts'
import type { Surroundings } from '../options.ts'
import type { Suite } from '../suite/case.ts'
import { loadSuite, ownSuites } from '../suite/load.ts'

/** Folders given with `--suites` stand in place of this checkout's. */
export function suiteFolders(given: readonly string[]): string[] {
  return given.length === 0 ? [ownSuites] : given.map((folder) => resolve(folder))
}

/** What was sound when it was last read is remembered in the cache folder. */
export function readSuites(given: readonly string[], { places }: Surroundings): { suite: Suite; capi: Capi } {
  const memory = new Memory(join(places.cacheFolder, 'suites'))
  const capi = loadCapi(join(ownSuites, 'capi'), memory)
  return { capi, suite: loadSuite(suiteFolders(given), { capi, memory }) }
}

/** Folder of the descriptors that come with Proofload. */
export const bridgesFolder = resolve(import.meta.dirname, '../../bridges')
