/**
 * The heap of Python objects: one reserved region, size classes with free lists, and a 16-byte header before each
 * block. Pages that nobody touched cost nothing. A freed block is filled with {@link deadByte}, so that use after free
 * shows at once as a wild pointer instead of quietly reading the old object.
 */
import { type Address, address, NULL, plus } from './address.ts'
import { copyBytes, fillBytes, fillWords, readPointer, readU32, writePointer, writeU32 } from './views.ts'

export const regionBytes = 4 * 2 ** 30
const headerBytes = 16
/** Header: u32 size of the block's class in 16-byte units, u32 mark. */
const markLive = 0x50464c56
const markFree = 0x46524545
const deadByte = 0xdb
const deadWord = new Float64Array(new Uint8Array(8).fill(deadByte).buffer)[0] ?? 0
/** Poisoning is capped: a large block's first bytes hold its struct, and nobody needs 100 MB overwritten. */
const poisonBytes = 512
const largestClass = 4096

let next = NULL
let end = NULL
let liveBlocks = 0
let liveBytes = 0
let freeLists: Address[] = []
const freeLarge = new Map<number, Address[]>()

export function openHeap(region: Address): void {
  next = region
  end = plus(region, regionBytes)
  freeLists = Array.from({ length: largestClass / 16 + 1 }, () => NULL)
}

export interface HeapUse {
  blocks: number
  bytes: number
}
export function heapUse(): HeapUse {
  return { blocks: liveBlocks, bytes: liveBytes }
}

/** Uninitialised memory, aligned to 16 bytes; NULL when the region is exhausted or the size is absurd. */
export function allocate(size: number): Address {
  const bytes = roundUp(size)
  const block = takeFree(bytes) || carve(bytes)
  if (block === NULL) return NULL
  writeU32(plus(block, -headerBytes), 0, bytes / 16)
  writeU32(plus(block, -headerBytes), 4, markLive)
  liveBlocks++
  liveBytes += bytes
  return block
}

export function allocateZeroed(size: number): Address {
  const block = allocate(size)
  if (block !== NULL) fillBytes(block, 0, size)
  return block
}

export function free(block: Address): void {
  if (block === NULL) return
  const header = plus(block, -headerBytes)
  if (readU32(header, 4) !== markLive) throw new Error(`free of memory that is not allocated: 0x${block.toString(16)}`)
  const bytes = readU32(header, 0) * 16
  fillWords(block, deadWord, Math.min(bytes, poisonBytes) / 8)
  writeU32(header, 4, markFree)
  liveBlocks--
  liveBytes -= bytes
  if (bytes <= largestClass) {
    // The link lies in the header's upper half, where poison does not hide it and use after free does not reach it.
    writePointer(header, 8, freeLists[bytes / 16] ?? NULL)
    freeLists[bytes / 16] = block
  } else {
    const list = freeLarge.get(bytes)
    if (list) list.push(block)
    else freeLarge.set(bytes, [block])
  }
}

/** Like realloc: NULL leaves the old block as it is. */
export function reallocate(block: Address, size: number): Address {
  if (block === NULL) return allocate(size)
  const old = usableSize(block)
  if (size <= old && size > old / 2) return block
  const moved = allocate(size)
  if (moved === NULL) return NULL
  copyBytes(moved, block, Math.min(old, size))
  free(block)
  return moved
}

export function usableSize(block: Address): number {
  return readU32(plus(block, -headerBytes), 0) * 16
}

export function isLive(block: Address): boolean {
  return block >= end - regionBytes && block < end && readU32(plus(block, -headerBytes), 4) === markLive
}

function roundUp(size: number): number {
  const bytes = Math.max(16, Math.ceil(size / 16) * 16)
  // Large blocks come in eighths of a power of two, so that a growing list finds the block it gave back.
  if (bytes <= largestClass) return bytes
  const step = 2 ** Math.max(4, Math.floor(Math.log2(bytes)) - 3)
  return Math.ceil(bytes / step) * step
}

function takeFree(bytes: number): Address {
  if (bytes > largestClass) return freeLarge.get(bytes)?.pop() ?? NULL
  const block = freeLists[bytes / 16] ?? NULL
  if (block !== NULL) freeLists[bytes / 16] = readPointer(plus(block, -headerBytes), 8)
  return block
}

function carve(bytes: number): Address {
  if (next + headerBytes + bytes > end) return NULL
  const block = address(next + headerBytes)
  next = plus(block, bytes)
  return block
}
