/** What can still be read of a damaged history: of a copy, so that the file itself stays as it is. */
import {
  closeSync,
  copyFileSync,
  existsSync,
  mkdtempSync,
  openSync,
  readSync,
  rmSync,
  statSync,
  truncateSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'

/** A copy that is gone when it is disposed. */
export class SalvagedCopy implements Disposable {
  readonly path: string
  readonly #folder: string

  constructor(path: string) {
    this.#folder = mkdtempSync(join(tmpdir(), 'proofload-salvage-'))
    this.path = join(this.#folder, basename(path))
    for (const suffix of ['', '-wal']) {
      if (existsSync(`${path}${suffix}`)) copyFileSync(`${path}${suffix}`, `${this.path}${suffix}`)
    }
    lengthen(this.path)
  }

  [Symbol.dispose](): void {
    rmSync(this.#folder, { recursive: true, force: true })
  }
}

/**
 * SQLite reads nothing of a file that is shorter than its head says: what is cut off is filled with zeros, which are damaged pages
 * and cost only the runs that lie on them. Offsets: https://www.sqlite.org/fileformat.html#the_database_header
 */
function lengthen(path: string): void {
  const head = Buffer.alloc(32)
  const file = openSync(path, 'r')
  try {
    readSync(file, head, 0, head.length, 0)
  } finally {
    closeSync(file)
  }
  // 1 stands for 65,536, which does not fit into two bytes.
  const pageSize = head.readUInt16BE(16) === 1 ? 65_536 : head.readUInt16BE(16)
  const size = pageSize * head.readUInt32BE(28)
  if (size > statSync(path).size) truncateSync(path, size)
}
