/** The debug mode: who calls what, what is given, and whose memory it is. */
import { type Address, NULL } from '../memory/address.ts'
import { watchHeap } from '../memory/heap.ts'
import { Misuse } from '../memory/misuse.ts'
import { inspectHeap, liveHistories, quarantine, type Trace } from '../memory/quarantine.ts'
import { readPointer } from '../memory/views.ts'
import { leaksMode } from '../options.ts'
import { placeOf, typeNameAt } from '../runtime/describe.ts'
import type { NativeFunction } from './calls.ts'
import { faultOfArguments } from './misuse.ts'

interface Frame {
  name: string
  caller: Address
}

/** Calls of C that are under way, the innermost last. */
const frames: Frame[] = []
const shownFrames = 6
let caller = NULL

/** Before the heap is used. */
export function startQuarantine(): void {
  watchHeap(quarantine({ trace, typeName: (type) => (caller === NULL ? '' : typeNameAt(type)) }))
}

export function startWatch(symbol: (name: string) => Address, fatal: (where: string, message: string) => never): void {
  caller = symbol('proofload_caller')
  process.on('exit', () => {
    try {
      inspectHeap()
    } catch (error) {
      if (!(error instanceof Misuse)) throw error
      fatal('at exit', error.message)
    }
    if (leaksMode()) process.stderr.write(leaks())
  })
}

/** A function that C calls, with what it is given looked at. */
export function watched(name: string, run: NativeFunction): NativeFunction {
  return (...args) => {
    frames.push({ name, caller: caller === NULL ? NULL : readPointer(caller) })
    try {
      const fault = caller === NULL ? undefined : faultOfArguments(name, args)
      if (fault !== undefined) throw new ArgumentFault(fault)
      return run(...args)
    } finally {
      frames.pop()
    }
  }
}

/** Its message says all: the guard adds nothing. */
export class ArgumentFault extends Error {}

function trace(): Trace {
  const now = frames.slice(-shownFrames).toReversed()
  if (now.length > 0)
    return () => now.map(({ name, caller: from }) => `${name}, called from ${placeOf(from)}`).join('\n')
  const { stack = '' } = new Error('here')
  return () => `JavaScript\n${ownLines(stack).join('\n')}`
}

/** Where the program that uses the bridge was, and how it came there. */
function ownLines(stack: string): string[] {
  const lines = stack
    .split('\n')
    .slice(1)
    .map((line) => line.trim())
  const outside = lines.findIndex((line) => !line.includes('/bridge-ref/src/'))
  return lines.slice(Math.max(0, outside - 1), Math.max(0, outside - 1) + shownFrames)
}

/** Blocks that C asked for and nobody freed, by type and by who asked. */
function leaks(): string {
  const counts = new Map<string, number>()
  for (const [block, { made }] of liveHistories()) {
    const [first = ''] = made().split('\n')
    if (first === 'JavaScript') continue
    const key = `${typeNameAt(readPointer(block, 8)) || 'memory'}, by ${first}`
    counts.set(key, (counts.get(key) ?? 0) + 1)
  }
  const lines = [...counts].toSorted(([, a], [, b]) => b - a).map(([key, count]) => `  ${count} ${key}\n`)
  return `proofload: left at exit:\n${lines.slice(0, 40).join('')}`
}
