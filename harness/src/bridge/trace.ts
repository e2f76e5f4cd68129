/**
 * The trace of one host: a file that the harness makes and probes map, with the names of the C functions they called last.
 * The layout is that of `suites/probe.h`: magic, `slots`, `next`, then names of 48 bytes. It outlives a crash of the host.
 */
import { closeSync, openSync, readSync, rmSync, writeSync } from 'node:fs'

const magic = 'PLTRACE1'
const slots = 64
const nameBytes = 48
const headerBytes = 16
const nextOffset = 12
/** More than these tell a reader nothing. */
const shownCalls = 12

export interface Trace {
  /** Last C functions that the probe called, oldest first. */
  lastCalls: string[]
  /** The step that had begun, counted from 0. */
  step: number | null
}

export class TraceFile implements Disposable {
  readonly path: string
  readonly #file: number
  #open = true

  constructor(path: string) {
    this.path = path
    this.#file = openSync(path, 'w+')
    const content = Buffer.alloc(headerBytes + slots * nameBytes)
    content.write(magic, 'latin1')
    content.writeUInt32LE(slots, 8)
    writeSync(this.#file, content)
  }

  /** Forgets what earlier cases called. Only while the host is idle; it may have ended by itself meanwhile. */
  clear(): void {
    if (!this.#open) return
    writeSync(this.#file, Buffer.alloc(4), 0, 4, nextOffset)
  }

  /** Empty after it was disposed. */
  read(): Trace {
    if (!this.#open) return { lastCalls: [], step: null }
    const content = Buffer.alloc(headerBytes + slots * nameBytes)
    readSync(this.#file, content, 0, content.length, 0)
    const next = content.readUInt32LE(nextOffset)
    const names = Array.from({ length: Math.min(next, slots) }, (_, index) =>
      nameAt(content, (next - Math.min(next, slots) + index) % slots),
    )
    const steps = names.flatMap((name) => /^step (\d+)$/.exec(name)?.[1] ?? [])
    const calls = names.filter((name) => !name.startsWith('step '))
    return { lastCalls: calls.slice(-shownCalls), step: steps.length > 0 ? Number(steps.at(-1)) : null }
  }

  [Symbol.dispose](): void {
    if (!this.#open) return
    this.#open = false
    closeSync(this.#file)
    rmSync(this.path, { force: true })
  }
}

function nameAt(content: Buffer, slot: number): string {
  const start = headerBytes + slot * nameBytes
  const text = content.toString('latin1', start, start + nameBytes)
  return text.slice(0, text.indexOf('\0'))
}
