/**
 * What the system tells about processes: how much memory, which ones carry a mark in their environment, which were born
 * lately. Linux answers from `/proc`; elsewhere `ps` gives memory and process groups, and births are not watched.
 */
import { execFileSync } from 'node:child_process'
import { closeSync, openSync, readdirSync, readFileSync, readSync } from 'node:fs'

const pageBytes = 4096
/** More births than this between two looks, and the whole of /proc is read instead of the numbers in between. */
const widestRange = 4096

/** Resident memory of a process, or null when it is gone. */
export function residentBytes(pid: number): number | null {
  if (process.platform !== 'linux') return psNumber(pid, 'rss', 1024)
  const pages = readProc(`${pid}/statm`)?.split(' ')[1]
  return pages === undefined ? null : Number(pages) * pageBytes
}

/** The most memory a process has had resident, or null when it is gone or the system does not tell. */
export function peakBytes(pid: number): number | null {
  const kilobytes = /^VmHWM:\s+(\d+) kB$/m.exec(readProc(`${pid}/status`) ?? '')?.[1]
  return kilobytes === undefined ? null : Number(kilobytes) * 1024
}

/** How often the threads of a process were taken off a processor, or null when it is gone or the system does not tell. */
export function switchesOf(pid: number): { voluntary: number; involuntary: number } | null {
  const threads = threadsOf(pid).map((thread) => readProc(`${pid}/task/${thread}/status`) ?? '')
  if (threads.length === 0) return null
  const sum = (name: string) =>
    threads.reduce((total, status) => total + Number(new RegExp(`^${name}:\\s+(\\d+)$`, 'm').exec(status)?.[1] ?? 0), 0)
  return { voluntary: sum('voluntary_ctxt_switches'), involuntary: sum('nonvoluntary_ctxt_switches') }
}

function threadsOf(pid: number): string[] {
  try {
    return readdirSync(`/proc/${pid}/task`)
  } catch {
    // It ended, or there is no /proc.
    return []
  }
}

/** A process's number and, where the system tells, its name. */
export function processTitle(pid: number): string {
  const name = readProc(`${pid}/comm`)?.trim()
  return name === undefined ? `process ${pid}` : `process ${pid} (${name})`
}

/** Living processes whose environment contains `mark` (`NAME=value`). A forked child has its parent's, whatever session it moved to. */
export function markedProcesses(mark: string): number[] {
  return allProcesses().filter((pid) => isMarked(pid, mark))
}

/** Ends processes at once; those that are gone already are no matter. Negative numbers are process groups. */
export function killAll(pids: readonly number[]): void {
  for (const pid of pids) {
    try {
      process.kill(pid, 'SIGKILL')
    } catch {
      // ESRCH: it ended by itself. EPERM: it changed its user, and nothing here can end it.
    }
  }
}

/**
 * Notices processes born since the last look, at the price of one read when there were none.
 *
 * The kernel's last process number stands in /proc/loadavg. `/proc/<pid>/task/<tid>/children` would miss a child that was
 * forked twice, costs a read for each thread, and many kernels are built without it.
 */
export class BirthWatch implements Disposable {
  #loadavg: number | null = openLoadavg()
  readonly #buffer = Buffer.alloc(128)

  /** The number of the newest process or thread; -1 where the system does not tell, and when the watch is over. */
  newest(): number {
    if (this.#loadavg === null) return -1
    const length = readSync(this.#loadavg, this.#buffer, 0, this.#buffer.length, 0)
    return Number(this.#buffer.toString('latin1', 0, length).trimEnd().split(' ').at(-1))
  }

  /** Living processes that carry `mark` and were born after `since`, a number that {@link newest} gave. */
  bornSince(since: number, mark: string): number[] {
    const newest = this.newest()
    if (newest === since || newest < 0) return []
    // A smaller number than before: the kernel's counter has wrapped around.
    if (newest < since || newest - since > widestRange) return markedProcesses(mark)
    const range = Array.from({ length: newest - since }, (_, index) => since + 1 + index)
    return range.filter((pid) => isMarked(pid, mark) && isProcess(pid))
  }

  [Symbol.dispose](): void {
    if (this.#loadavg !== null) closeSync(this.#loadavg)
    this.#loadavg = null
  }
}

function openLoadavg(): number | null {
  return process.platform === 'linux' ? openSync('/proc/loadavg', 'r') : null
}

function allProcesses(): number[] {
  if (process.platform !== 'linux') return []
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
}

/** A zombie's environment reads as empty, so a child that only waits to be reaped does not count as alive. */
function isMarked(pid: number, mark: string): boolean {
  const environment = readProc(`${pid}/environ`)
  return environment !== null && `\0${environment}`.includes(`\0${mark}\0`)
}

/** Threads have numbers of the same kind, and their /proc folders exist though no listing shows them. */
function isProcess(pid: number): boolean {
  return new RegExp(`^Tgid:\\s+${pid}$`, 'm').test(readProc(`${pid}/status`) ?? '')
}

function readProc(path: string): string | null {
  try {
    return readFileSync(`/proc/${path}`, 'latin1')
  } catch {
    // It ended between the listing and this, belongs to another user, or there is no /proc.
    return null
  }
}

function psNumber(pid: number, column: string, unit: number): number | null {
  try {
    return Number(execFileSync('ps', ['-o', `${column}=`, '-p', String(pid)], { encoding: 'utf8' })) * unit
  } catch {
    // `ps` ends with status 1 when there is no such process.
    return null
  }
}
