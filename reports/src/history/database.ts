/**
 * Opens the file of a history: tells what is none, is damaged or is newer by name, and writes in whole transactions.
 *
 * SQLite by Node itself: the packages that bind it need a compiler or a download when they are installed.
 */
import { existsSync, mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { HarnessError } from '#harness/src/errors.ts'
import { applicationId, formatVersion, tables } from './schema.ts'

/** How long a writer waits for another one. */
const patienceMs = 60_000

/** Result codes of SQLite, https://www.sqlite.org/rescode.html */
const code = { busy: 5, readOnly: 8, ioError: 10, corrupt: 11, full: 13, cannotOpen: 14, notADatabase: 26 } as const

export class HistoryFile implements Disposable {
  readonly path: string
  readonly #database: DatabaseSync

  private constructor(path: string, database: DatabaseSync) {
    this.path = path
    this.#database = database
  }

  /** For writing; makes the file where there is none. Throws `HarnessError`, and then nothing was written. */
  static create(path: string): HistoryFile {
    const connect = (): DatabaseSync => {
      mkdirSync(dirname(path), { recursive: true })
      return new DatabaseSync(path, { timeout: patienceMs })
    }
    const file = HistoryFile.#open(path, connect, { mayBegin: true })
    const finding = translated(path, () => file.#finding())
    if (finding === null) return file
    file[Symbol.dispose]()
    throw damaged(path, finding)
  }

  /** Reads a copy of a damaged one, which nobody else knows: without a transaction, for one that met damage cannot be ended in order. */
  static salvage<T>(copy: string, original: string, work: (database: DatabaseSync) => T): T {
    using file = HistoryFile.#open(original, () => new DatabaseSync(copy, { timeout: patienceMs }))
    return translated(original, () => work(file.#database))
  }

  /** Whether some page of it is; other errors are thrown. */
  static isDamaged(path: string): boolean {
    try {
      using file = HistoryFile.read(path)
      return translated(path, () => file.#finding()) !== null
    } catch (error) {
      if (error instanceof HarnessError && error.code === 'history-damaged') return true
      throw error
    }
  }

  /** One that is there. Throws `HarnessError`. */
  static read(path: string): HistoryFile {
    if (!existsSync(path)) {
      throw new HarnessError('history-missing', `history ${path}: no such file`, {
        hint: '`proofload track` stores the last run and starts one; --db names another',
      })
    }
    return HistoryFile.#open(path, () => new DatabaseSync(path, { timeout: patienceMs }))
  }

  static #open(path: string, connect: () => DatabaseSync, { mayBegin = false } = {}): HistoryFile {
    return translated(path, () => {
      const file = new HistoryFile(path, connect())
      try {
        file.#prepare(mayBegin)
        return file
      } catch (error) {
        file[Symbol.dispose]()
        throw error
      }
    })
  }

  /** What `work` does in one transaction that sees no other writer's. Whatever it throws undoes all of it. */
  write<T>(work: (database: DatabaseSync) => T): T {
    return this.#transaction('BEGIN IMMEDIATE', work)
  }

  /** What `work` reads is of one moment. */
  read<T>(work: (database: DatabaseSync) => T): T {
    return this.#transaction('BEGIN', work)
  }

  #transaction<T>(begin: string, work: (database: DatabaseSync) => T): T {
    return translated(this.path, () => {
      this.#database.exec(begin)
      try {
        const result = work(this.#database)
        this.#database.exec('COMMIT')
        return result
      } catch (error) {
        // SQLite has already rolled back after some errors.
        if (this.#database.isTransaction) this.#database.exec('ROLLBACK')
        throw error
      }
    })
  }

  #prepare(mayBegin: boolean): void {
    const isNew = this.#identify()
    if (isNew && !mayBegin) {
      throw new HarnessError('history-foreign', `history ${this.path} is empty: nothing was ever tracked in it`, {
        hint: '`proofload track` stores the last run; this file is left as it is',
      })
    }
    this.#database.exec('PRAGMA foreign_keys = ON')
    if (isNew) this.#begin()
  }

  /** True for an empty one. Reading the first page is also what finds a truncated file. */
  #identify(): boolean {
    const id = this.#number('PRAGMA application_id', 'application_id')
    const version = this.#number('PRAGMA user_version', 'user_version')
    if (id === 0 && this.#number('SELECT count(*) AS tables FROM sqlite_schema', 'tables') === 0) return true
    if (id !== applicationId) {
      throw new HarnessError('history-foreign', `${this.path} is the database of another program`, {
        hint: 'choose another file with --db; this one is left as it is',
      })
    }
    if (version > formatVersion) {
      throw new HarnessError(
        'history-newer',
        `history ${this.path} has format ${version}; this Proofload knows up to ${formatVersion}`,
        { hint: 'use a newer Proofload, or another file with --db; this one is left as it is' },
      )
    }
    return false
  }

  #begin(): void {
    // Kept in the file: readers go on while somebody writes.
    this.#database.exec('PRAGMA journal_mode = WAL')
    this.#transaction('BEGIN IMMEDIATE', (database) => {
      // Another process may have been here in between.
      if (this.#identify()) database.exec(tables)
    })
  }

  /** What is wrong with the file; null when all of it is sound. Reads the whole of it. */
  #finding(): string | null {
    const [finding] = Object.values(this.#database.prepare('PRAGMA quick_check(1)').get() ?? {})
    return finding === 'ok' ? null : String(finding)
  }

  #number(sql: string, column: string): number {
    return Number(this.#database.prepare(sql).get()?.[column])
  }

  [Symbol.dispose](): void {
    if (this.#database.isOpen) this.#database.close()
  }
}

/** What SQLite says of the file, as an error that names the file and what can be done. */
function translated<T>(path: string, work: () => T): T {
  try {
    return work()
  } catch (error) {
    throw explained(path, error) ?? error
  }
}

function explained(path: string, error: unknown): HarnessError | null {
  if (!isSqliteError(error)) return null
  switch (error.errcode & 0xff) {
    case code.notADatabase:
      return new HarnessError('history-foreign', `${path} is no SQLite database, or its beginning is damaged`, {
        hint: 'choose another file with --db; this one is left as it is',
        cause: error,
      })
    case code.corrupt:
      return damaged(path, error.message, error)
    case code.busy:
      return new HarnessError('history-busy', `history ${path} was busy for ${patienceMs / 1000} s`, {
        hint: 'another process is writing to it; try again when it has ended',
        cause: error,
      })
    case code.readOnly:
    case code.ioError:
    case code.full:
    case code.cannotOpen:
      return new HarnessError('history-unwritable', `history ${path} cannot be opened or written: ${error.message}`, {
        hint: 'choose another file with --db',
        cause: error,
      })
    default:
      return null
  }
}

function damaged(path: string, detail: string, cause?: unknown): HarnessError {
  return new HarnessError('history-damaged', `history ${path} is damaged: ${detail}`, {
    hint: `\`proofload track --db ${path} --export saved.jsonl\` saves the runs that can still be read, --import brings them into another --db; this file is left as it is`,
    cause,
  })
}

function isSqliteError(error: unknown): error is Error & { errcode: number } {
  return error instanceof Error && 'errcode' in error && typeof error.errcode === 'number'
}

/** Whether an error says that the file is damaged in the place that was read. */
export function isDamage(error: unknown): boolean {
  return isSqliteError(error) && (error.errcode & 0xff) === code.corrupt
}
