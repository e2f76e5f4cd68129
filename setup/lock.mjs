import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

const beatMs = 1000
/** A holder that has not been heard of for this long was killed. */
const silentMs = 10_000
/** A process id may be in use again after a crash; no worker that its holder left behind goes on for this long. */
const abandonedMs = 120_000

/**
 * Runs `work` while no other process holds the lock file. The holder touches the file again and again: unlike its
 * process id, that can neither be reused after a crash nor mean another process in another container.
 * @template T
 * @param {string} path
 * @param {() => void} onWait Called once if another process holds the lock.
 * @param {(setWorker: (pid: number) => void) => Promise<T>} work May name the process that does its work: should the
 *   holder be killed, the lock stays taken until that process, which goes on without it, has ended.
 * @returns {Promise<T>}
 */
export async function withLock(path, onWait, work) {
  mkdirSync(dirname(path), { recursive: true })
  for (let waited = false; !take(path); waited = true) {
    if (!waited) onWait()
    removeStale(path)
    await sleep(100)
  }
  const beat = setInterval(() => touch(path), beatMs)
  try {
    return await work((pid) => writeFileSync(path, `${pid}\n`))
  } finally {
    clearInterval(beat)
    rmSync(path, { force: true })
  }
}

/** @type {(path: string) => boolean} */
function take(path) {
  try {
    writeFileSync(path, '', { flag: 'wx' })
    return true
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code === 'EEXIST') return false
    throw error
  }
}

/** @type {(path: string) => void} */
function touch(path) {
  try {
    utimesSync(path, new Date(), new Date())
  } catch {
    // This process slept for so long that another took the lock over; there is nothing left to keep alive.
  }
}

/** @type {(path: string) => void} */
function removeStale(path) {
  const aside = `${path}.${process.pid}`
  try {
    if (!isStale(path)) return
    renameSync(path, aside)
    // Another waiter may have replaced the stale file between the look and the rename: then give its lock back.
    if (!isStale(aside)) linkSync(aside, path)
  } catch {
    // Another waiter was quicker; the next attempt sees what it left.
  }
  rmSync(aside, { force: true })
}

/** @type {(path: string) => boolean} */
function isStale(path) {
  const stats = statSync(path, { throwIfNoEntry: false })
  if (stats === undefined) return false
  const age = Date.now() - stats.mtimeMs
  return age > abandonedMs || (age > silentMs && !isAlive(Number(readFileSync(path, 'utf8'))))
}

/** @type {(pid: number) => boolean} */
function isAlive(pid) {
  if (pid === 0) return false
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return /** @type {NodeJS.ErrnoException} */ (error).code === 'EPERM'
  }
}
