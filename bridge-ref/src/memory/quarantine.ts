/**
 * The heap in debug mode: freed blocks are not used again for a while, so that whoever still uses one is found out; bytes behind
 * each block show overruns; each block knows who asked for it and who freed it.
 */
import { type Address, NULL } from './address.ts'
import { type HeapWatch, stateOf, writtenSinceFree } from './heap.ts'
import { Misuse } from './misuse.ts'
import { fillBytes, readI64, readPointer, readU8 } from './views.ts'

/** So many freed blocks, or bytes of them, wait. */
const mostBlocks = 50_000
const mostBytes = 256 * 2 ** 20
const zoneByte = 0xfd
const minimalZone = 16
/** Of the word that fills freed memory, as a signed count of references. */
const deadCount = BigInt.asIntN(64, 0xdbdb_dbdb_dbdb_dbdbn)

/** Who did it, made into text when somebody asks. */
export type Trace = () => string
export interface History {
  size: number
  made: Trace
  freed?: Trace
  /** What stood where an object has its type, when it was freed. */
  type: string
}

const histories = new Map<Address, History>()
const waiting: { block: Address; bytes: number }[] = []
let oldest = 0
let waitingBytes = 0

export interface Witness {
  trace(): Trace
  /** The name of the type at an address, if it is one. */
  typeName(type: Address): string
}

export function quarantine({ trace, typeName }: Witness): HeapWatch {
  return {
    zone: minimalZone,
    made(block, size, bytes) {
      fillBytes((block + size) as Address, zoneByte, bytes - size)
      histories.set(block, { size, made: trace(), type: '' })
    },
    freeing(block, bytes) {
      checkZone(block, bytes)
      const history = histories.get(block)
      if (history === undefined) return
      history.freed = trace()
      history.type = typeName(readPointer(block, 8))
    },
    freed(block, bytes) {
      waiting.push({ block, bytes })
      waitingBytes += bytes
      return waiting.length - oldest > mostBlocks || waitingBytes > mostBytes ? release() : NULL
    },
    sizeOf: (block) => histories.get(block)?.size ?? 0,
  }
}

export function historyOf(block: Address): History | undefined {
  return histories.get(block)
}

/** Blocks in use with their histories. */
export function* liveHistories(): Generator<[Address, History]> {
  for (const entry of histories) if (entry[1].freed === undefined) yield entry
}

/** Looks at all blocks there are. Throws what it finds. */
export function inspectHeap(): void {
  for (const [block, { size, freed }] of histories) if (freed === undefined) checkZone(block, size + minimalZone)
  for (let i = oldest; i < waiting.length; i++) checkFreed(waiting[i])
}

function release(): Address {
  const first = waiting[oldest++]
  if (first === undefined) return NULL
  waitingBytes -= first.bytes
  if (oldest > mostBlocks) {
    waiting.splice(0, oldest)
    oldest = 0
  }
  checkFreed(first)
  histories.delete(first.block)
  return first.block
}

function checkZone(block: Address, bytes: number): void {
  const size = histories.get(block)?.size ?? bytes
  for (let at = size; at < bytes; at++) {
    if (readU8(block, at) !== zoneByte) {
      throw new Misuse(`memory was written behind its end, at offset ${at} of a block of ${size} bytes`, block)
    }
  }
}

function checkFreed(entry: { block: Address; bytes: number } | undefined): void {
  if (entry === undefined || stateOf(entry.block) !== 'freed') return
  const at = writtenSinceFree(entry.block, entry.bytes)
  if (at < 0) return
  const change = readI64(entry.block) - deadCount
  const counted = at === 0 && change > -1000n && change < 1000n
  const by = change > 0n ? `+${change}` : String(change)
  const what = counted
    ? `a reference count was changed by ${by} after the object was freed (Py_DECREF once too often?)`
    : `memory was written after it was freed, at offset ${at}`
  throw new Misuse(what, entry.block)
}
