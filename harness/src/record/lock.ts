/** One run at a time writes to an output folder. */
import { closeSync, mkdirSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { HarnessError } from '../errors.ts'

/** Takes the folder until the result is disposed. The lock of a killed run is taken over. */
export function lockFolder(folder: string): Disposable {
  const path = join(folder, 'lock')
  const owner = takeFirst(folder, path)
  if (owner !== null && isAlive(owner)) {
    throw new HarnessError('folder-busy', `another run (process ${owner}) is writing to ${folder}`, {
      hint: 'wait for it, or choose another folder with --out',
    })
  }
  if (owner !== null) {
    rmSync(path, { force: true })
    takeLock(path)
  }
  return { [Symbol.dispose]: () => rmSync(path, { force: true }) }
}

/** As {@link takeLock}, in a folder that may not exist yet. */
function takeFirst(folder: string, path: string): number | null {
  try {
    mkdirSync(folder, { recursive: true })
    return takeLock(path)
  } catch (error) {
    throw unwritable(folder, error)
  }
}

function unwritable(folder: string, cause: unknown): HarnessError {
  return new HarnessError('folder-unwritable', `output folder ${folder} cannot be written: ${String(cause)}`, {
    hint: 'choose another folder with --out',
    cause,
  })
}

/** Null when it is ours now, else the number of the process that has it. */
function takeLock(path: string): number | null {
  try {
    const file = openSync(path, 'wx')
    writeSync(file, String(process.pid))
    closeSync(file)
    return null
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error
    return Number(readFileSync(path, 'utf8'))
  }
}

function isAlive(pid: number): boolean {
  if (pid === 0) return false
  try {
    process.kill(pid, 0)
    return true
  } catch {
    // ESRCH: its owner was killed.
    return false
  }
}
