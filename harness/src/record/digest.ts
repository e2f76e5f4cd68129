/** What identifies the suite that was run: a digest of every file that can change a verdict. */
import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'

const counted = /\.(yaml|c|h|md)$/

/** The folders' places do not count, only what is in them. */
export function digestFolders(folders: readonly string[]): string {
  const hash = createHash('sha256')
  for (const folder of folders) {
    const entries = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())
    const files = entries.map((entry) => join(entry.parentPath, entry.name)).filter((path) => counted.test(path))
    for (const path of files.sort()) {
      hash.update(`${relative(folder, path)}\0`)
      hash.update(createHash('sha256').update(readFileSync(path)).digest())
    }
  }
  return hash.digest('hex').slice(0, 16)
}
