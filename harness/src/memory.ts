/**
 * What was made before from the same input: JSON files named by the digest of everything that the result depends on, the code that
 * makes it included. Reading the suite costs seconds of YAML; remembering what came of it costs milliseconds.
 */
import { globSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { sha256 } from './probe/digest.ts'

export class Memory {
  readonly #folder: string

  constructor(folder: string) {
    this.#folder = folder
  }

  /** What was kept under this digest; undefined when nothing was, or when it cannot be read. */
  recall(digest: string): unknown {
    try {
      return JSON.parse(readFileSync(this.#path(digest), 'utf8'))
    } catch {
      // Only a cache: what is not there, or was cut short, is made anew.
      return undefined
    }
  }

  keep(digest: string, value: unknown): void {
    const path = this.#path(digest)
    try {
      mkdirSync(this.#folder, { recursive: true })
      writeFileSync(`${path}.${process.pid}`, JSON.stringify(value))
      renameSync(`${path}.${process.pid}`, path)
    } catch {
      // A cache that cannot be written costs time and nothing else.
    }
  }

  #path(digest: string): string {
    return join(this.#folder, `${digest}.json`)
  }
}

/** Digest of the code that makes suites and descriptions of the C API out of text, with the libraries that it stands on. */
export function readerDigest(): string {
  const own = resolve(import.meta.dirname)
  const files = globSync(['suite/*.ts', 'capi/*.ts', 'probe/*.ts'], { cwd: own, exclude: ['**/*.test.ts'] }).toSorted()
  const lock = resolve(own, '../../package.json')
  return sha256(...[...files.map((file) => join(own, file)), lock].map((path) => readFileSync(path, 'utf8')))
}
