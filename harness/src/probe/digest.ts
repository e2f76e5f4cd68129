/** Digests of header folders: cheap when nothing changed, because contents are read only after sizes or times moved. */
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { z } from 'zod'

const remembered = z.record(z.string(), z.strictObject({ stamp: z.string(), digest: z.string() }))

/** Remembers digests in one file of the cache folder; several harnesses may share it, the last one writes. */
export class HeaderDigests {
  readonly #file: string
  readonly #entries: z.infer<typeof remembered>
  readonly #fresh = new Map<string, string>()

  constructor(file: string) {
    this.#file = file
    this.#entries = readEntries(file)
  }

  /** Digest of the names and contents of every header below `folder`. */
  of(folder: string): string {
    const known = this.#fresh.get(folder)
    if (known !== undefined) return known
    const files = headersBelow(folder)
    const stamp = sha256(files.map((path) => stampOf(path)).join('\n'))
    const before = this.#entries[folder]
    const digest = before?.stamp === stamp ? before.digest : contentDigest(folder, files)
    this.#fresh.set(folder, digest)
    if (before?.stamp !== stamp) this.#remember(folder, { stamp, digest })
    return digest
  }

  #remember(folder: string, entry: { stamp: string; digest: string }): void {
    this.#entries[folder] = entry
    mkdirSync(dirname(this.#file), { recursive: true })
    const temporary = `${this.#file}.${process.pid}`
    writeFileSync(temporary, JSON.stringify(this.#entries))
    renameSync(temporary, this.#file)
  }
}

export function sha256(...parts: string[]): string {
  const hash = createHash('sha256')
  // Lengths keep ("ab", "c") and ("a", "bc") apart.
  for (const part of parts) hash.update(`${part.length}:`).update(part)
  return hash.digest('hex')
}

function headersBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => !entry.isDirectory() && /\.(h|hpp)$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .toSorted()
}

function stampOf(path: string): string {
  const { size, mtimeMs } = statSync(path)
  return `${path} ${size} ${mtimeMs}`
}

function contentDigest(folder: string, files: readonly string[]): string {
  return sha256(...files.flatMap((path) => [path.slice(folder.length), readFileSync(path, 'latin1')]))
}

function readEntries(file: string): z.infer<typeof remembered> {
  if (!existsSync(file)) return {}
  try {
    return remembered.parse(JSON.parse(readFileSync(file, 'utf8')))
  } catch {
    // Only a cache: an unreadable one is made anew.
    return {}
  }
}
