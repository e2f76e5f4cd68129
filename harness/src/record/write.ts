/** Writes a record as things happen: one write for each event, so that a killed harness loses nothing that was measured. */
import { closeSync, existsSync, mkdirSync, openSync, renameSync, truncateSync, writeSync } from 'node:fs'
import { dirname } from 'node:path'
import type { RunEvent } from './events.ts'
import { readRecord } from './read.ts'

export class RecordWriter implements Disposable {
  readonly path: string
  readonly #file: number

  private constructor(path: string, file: number) {
    this.path = path
    this.#file = file
  }

  /** Begins a new record in place of an earlier one, which stays until the new one has its first event. Refuses other files. */
  static create(path: string, first: RunEvent): RecordWriter {
    mkdirSync(dirname(path), { recursive: true })
    if (existsSync(path)) refuseToReplace(path)
    const temporary = `${path}.${process.pid}`
    const writer = new RecordWriter(path, openSync(temporary, 'w'))
    writer.write(first)
    renameSync(temporary, path)
    return writer
  }

  /** Goes on with the record of a run that did not finish, behind its last whole line of `bytes`. */
  static append(path: string, bytes: number): RecordWriter {
    truncateSync(path, bytes)
    return new RecordWriter(path, openSync(path, 'a'))
  }

  write(event: RunEvent): void {
    writeSync(this.#file, `${JSON.stringify(event)}\n`)
  }

  [Symbol.dispose](): void {
    closeSync(this.#file)
  }
}

/** A damaged record of ours may be replaced; what is not ours may not. */
function refuseToReplace(path: string): void {
  try {
    readRecord(path, { torn: 'left-out' })
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'record-damaged')) throw error
  }
}
