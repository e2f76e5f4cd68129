/**
 * The heap of Python objects: one reserved region, size classes with free lists, and a 16-byte header before each
 * block. Pages that nobody touched cost nothing; blocks of a megabyte and more are the C library's. A freed block is filled with {@link deadByte}, so that use after free
 * shows at once as a wild pointer instead of quietly reading the old object.
 *
 * All that is known of it lies at the start of the region, where the shim's C reads and writes it too (shim/heap.h).
 */
import { type Address, address, NULL, plus } from './address.ts'
import { Misuse } from './misuse.ts'
import {
  copyBytes,
  fillBytes,
  fillWords,
  readPointer,
  readSize,
  readU32,
  writePointer,
  writeSize,
  writeU32,
} from './views.ts'

export const regionBytes = 4 * 2 ** 30
const headerBytes = 16
/**
 * Header: u32 size of the block's class in 16-byte units, u32 mark; then the link of a free block, or of a live one u32 the
 * collector's tag and u32 whether its finalizer ran.
 */
const markLive = 0x50464c56
const markFree = 0x46524545
const tagOffset = 8 - headerBytes
/** Whether the finalizer ran, and in the bits above, for an object that waits to be deallocated, the next one of those. */
const finalizedOffset = 12 - headerBytes
const deadByte = 0xdb
const deadHalf = 0xdbdbdbdb
const deadWord = new Float64Array(new Uint8Array(8).fill(deadByte).buffer)[0] ?? 0
/** Poisoning is capped: a large block's first bytes hold its struct, and nobody needs 100 MB overwritten. */
const poisonBytes = 512
const largestClass = 4096

/** struct heap of shim/heap.h. */
const H = {
  next: 0,
  end: 8,
  liveBlocks: 16,
  liveBytes: 24,
  youngCount: 32,
  youngPressure: 40,
  depth: 48,
  waiting: 56,
  freeLists: 64,
  youngLimit: 2120,
  dictVersion: 2128,
  young: 4096,
} as const
/** Objects that began to be tracked since the collector looked: so many, until it takes them. */
const youngRoom = 32_768
/** CPython's threshold of the youngest generation. */
export const firstYoungLimit = 700
const stateBytes = H.young + youngRoom * 8

/** What the debug mode does around each block (quarantine.ts). */
export interface HeapWatch {
  /** So many bytes behind each block belong to nobody. */
  zone: number
  made(block: Address, size: number, bytes: number): void
  freeing(block: Address, bytes: number): void
  /** Takes a freed block; gives the one that may be used again instead, or NULL. */
  freed(block: Address, bytes: number): Address
  sizeOf(block: Address): number
}
let watch: HeapWatch | undefined
/** Before anything is allocated. */
export function watchHeap(by: HeapWatch): void {
  watch = by
}

let state = NULL
let regionEnd = NULL
const freeLarge = new Map<number, Address[]>()

/** Whose memory large blocks are: it merges what is free and gives it back. */
interface LargeMemory {
  malloc(bytes: number): number
  realloc(block: number, bytes: number): number
  free(block: number): void
}
let outside: LargeMemory | undefined
const smallestOutside = 2 ** 20
/** What the header has room for. */
const largestOutside = 2 ** 36
/** The live blocks outside of the region; they have a header as well, which nothing but their size is read from. */
const outsideBlocks = new Set<Address>()

export function openHeap(region: Address, large?: LargeMemory): void {
  outside = large
  state = region
  regionEnd = plus(region, regionBytes)
  writePointer(state, H.next, plus(region, stateBytes))
  writePointer(state, H.end, regionEnd)
  setYoungLimit(firstYoungLimit)
}

/** Where struct heap lies, for the shim. */
export function heapState(): Address {
  return state
}

export interface HeapUse {
  blocks: number
  bytes: number
}
export function heapUse(): HeapUse {
  return { blocks: readSize(state, H.liveBlocks), bytes: readSize(state, H.liveBytes) }
}

function count(blocks: number, bytes: number): void {
  writeSize(state, H.liveBlocks, readSize(state, H.liveBlocks) + blocks)
  writeSize(state, H.liveBytes, readSize(state, H.liveBytes) + bytes)
}

/** Uninitialised memory, aligned to 16 bytes; NULL when the region is exhausted or the size is absurd. */
export function allocate(size: number): Address {
  const bytes = roundUp(watch === undefined ? size : size + watch.zone)
  if (isOutside(bytes))
    return bytes < largestOutside ? placeOutside(outside?.malloc(bytes + headerBytes) ?? 0, bytes) : NULL
  const block = takeFree(bytes) || carve(bytes)
  if (block === NULL) return NULL
  writeU32(plus(block, -headerBytes), 0, bytes / 16)
  writeU32(plus(block, -headerBytes), 4, markLive)
  writePointer(block, tagOffset, 0)
  count(1, bytes)
  watch?.made(block, size, bytes)
  return block
}

/** The debug mode keeps all blocks in the region, to quarantine them. */
function isOutside(bytes: number): boolean {
  return bytes >= smallestOutside && watch === undefined && outside !== undefined
}

function placeOutside(at: number, bytes: number): Address {
  if (at === 0) return NULL
  const block = address(at + headerBytes)
  writeU32(block, -headerBytes, bytes / 16)
  outsideBlocks.add(block)
  count(1, bytes)
  return block
}

/** Its memory may be gone at once, so that use after free faults instead of showing poison. */
function leaveOutside(block: Address): Address {
  outsideBlocks.delete(block)
  count(-1, -readU32(block, -headerBytes) * 16)
  return plus(block, -headerBytes)
}

export function allocateZeroed(size: number): Address {
  const block = allocate(size)
  if (block !== NULL) fillBytes(block, 0, size)
  return block
}

export function free(block: Address): void {
  if (block === NULL) return
  if (!isInHeap(block) && outsideBlocks.has(block)) {
    outside?.free(leaveOutside(block))
    return
  }
  if (stateOf(block) !== 'live') refuseFree(block)
  const header = plus(block, -headerBytes)
  const bytes = readU32(header, 0) * 16
  watch?.freeing(block, bytes)
  const type = readPointer(block, 8)
  fillWords(block, deadWord, (watch === undefined ? Math.min(bytes, poisonBytes) : bytes) / 8)
  if (hasEpitaph(bytes)) writePointer(block, bytes - 8, type)
  writeU32(header, 4, markFree)
  count(-1, -bytes)
  if (watch === undefined) giveBack(block, bytes)
  else {
    const other = watch.freed(block, bytes)
    if (other !== NULL) giveBack(other, readU32(plus(other, -headerBytes), 0) * 16)
  }
}

function giveBack(block: Address, bytes: number): void {
  if (bytes <= largestClass) {
    // The link lies in the header's upper half, where poison does not hide it and use after free does not reach it.
    const list = H.freeLists + bytes / 2
    writePointer(block, tagOffset, readPointer(state, list))
    writePointer(state, list, block)
  } else {
    const list = freeLarge.get(bytes)
    if (list) list.push(block)
    else freeLarge.set(bytes, [block])
  }
}

function refuseFree(block: Address): never {
  const what =
    stateOf(block) === 'freed' ? 'memory was freed twice' : 'free of memory that no function of this interface gave'
  throw new Misuse(what, block)
}

/** The last word of a freed block keeps what stood where an object has its type; shim/fast.h does the same. */
function hasEpitaph(bytes: number): boolean {
  return bytes >= 32 && bytes <= poisonBytes
}

/** Where an address lies: at a block, in use or not, elsewhere in the heap, or elsewhere. */
export function stateOf(block: Address): 'live' | 'freed' | 'inside' | 'elsewhere' {
  if (!isInHeap(block)) return outsideBlocks.has(block) ? 'live' : 'elsewhere'
  const mark = block % 16 === 0 ? readU32(block, 4 - headerBytes) : 0
  if (mark === markLive) return 'live'
  return mark === markFree ? 'freed' : 'inside'
}

/** What may have been the type of the object that a freed block was, or NULL. */
export function formerType(block: Address): Address {
  const bytes = readU32(block, -headerBytes) * 16
  return hasEpitaph(bytes) ? readPointer(block, bytes - 8) : NULL
}

/** Whether freed memory holds what it was filled with. Gives the offset of the first word that was written since, or -1. */
export function writtenSinceFree(block: Address, bytes: number): number {
  const end = hasEpitaph(bytes) ? bytes - 8 : bytes
  for (let at = 0; at < end; at += 4) if (readU32(block, at) !== deadHalf) return at - (at % 8)
  return -1
}

/** The collector's generation of a block, from 1; 0 for one that it does not watch. */
export function tagOf(block: Address): number {
  return isInHeap(block) && readU32(block, tagOffset - 4) === markLive ? readU32(block, tagOffset) : 0
}
export function setTag(block: Address, tag: number): void {
  writeU32(block, tagOffset, tag)
}

/** Whether the object's finalizer ran. */
export function isFinalized(block: Address): boolean {
  return isInHeap(block) && (readU32(block, finalizedOffset) & 1) !== 0
}
export function setFinalized(block: Address): void {
  if (isInHeap(block)) writeU32(block, finalizedOffset, readU32(block, finalizedOffset) | 1)
}

/** Objects tagged 1 since the last time, some of them twice or no more alive; the shim's C adds to them. */
export function takeYoung(): Address[] {
  const young = Array.from({ length: readSize(state, H.youngCount) }, (_, i) => readPointer(state, H.young + i * 8))
  writeSize(state, H.youngCount, 0)
  return young
}
/** False when there is no room. */
export function addYoung(block: Address): boolean {
  const used = readSize(state, H.youngCount)
  if (used === youngRoom) return false
  writePointer(state, H.young + used * 8, block)
  writeSize(state, H.youngCount, used + 1)
  return true
}
/** Objects that began to be tracked, less those that ended, since the youngest generation was collected. */
export function youngPressure(): number {
  return readSize(state, H.youngPressure)
}
export function setYoungPressure(value: number): void {
  writeSize(state, H.youngPressure, value)
}
/** Above this pressure C's versions of functions leave a new object to TypeScript, which collects first. */
export function setYoungLimit(limit: number): void {
  writeSize(state, H.youngLimit, limit)
}

/** Deallocations that run inside each other, in C and here. */
export function deallocDepth(): number {
  return readSize(state, H.depth)
}
export function setDeallocDepth(depth: number): void {
  writeSize(state, H.depth, depth)
}
/** The next number of a dict's state: each state of each dict has its own. */
export function nextDictVersion(): number {
  const version = readSize(state, H.dictVersion) + 1
  writeSize(state, H.dictVersion, version)
  return version
}
/** Lets a dead object wait until no deallocation is under way; false when it cannot. shim/fast-memory.c does the same. */
export function putAside(o: Address): boolean {
  if (!isInHeap(o)) return false
  const last = readPointer(state, H.waiting)
  const next = last === NULL ? 0 : (last - state) / 16
  writeU32(o, finalizedOffset, next * 2 + (readU32(o, finalizedOffset) & 1))
  writePointer(state, H.waiting, o)
  return true
}
/** The last object that waits, or NULL. */
export function takeAside(): Address {
  const o = readPointer(state, H.waiting)
  if (o === NULL) return o
  const word = readU32(o, finalizedOffset)
  writeU32(o, finalizedOffset, word & 1)
  writePointer(state, H.waiting, word < 2 ? NULL : plus(state, Math.floor(word / 2) * 16))
  return o
}

/** Like realloc: NULL leaves the old block as it is. */
export function reallocate(block: Address, size: number): Address {
  if (block === NULL) return allocate(size)
  const old = usableSize(block)
  if (watch === undefined && size <= old && size > old / 2) return block
  if (outsideBlocks.has(block) && isOutside(size) && size < largestOutside / 2)
    return resizeOutside(block, roundUp(size))
  const moved = allocate(size)
  if (moved === NULL) return NULL
  copyBytes(moved, block, Math.min(old, size))
  free(block)
  return moved
}

function resizeOutside(block: Address, bytes: number): Address {
  const old = readU32(block, -headerBytes) * 16
  const moved = placeOutside(outside?.realloc(leaveOutside(block), bytes + headerBytes) ?? 0, bytes)
  if (moved === NULL) placeOutside(plus(block, -headerBytes), old)
  return moved
}

export function usableSize(block: Address): number {
  return watch === undefined ? readU32(plus(block, -headerBytes), 0) * 16 : watch.sizeOf(block)
}

export function isLive(block: Address): boolean {
  return stateOf(block) === 'live'
}

function roundUp(size: number): number {
  const bytes = Math.max(16, Math.ceil(size / 16) * 16)
  // Large blocks come in eighths of a power of two, so that a growing list finds the block it gave back.
  if (bytes <= largestClass) return bytes
  const step = 2 ** Math.max(4, Math.floor(Math.log2(bytes)) - 3)
  return Math.ceil(bytes / step) * step
}

export function isInHeap(block: Address): boolean {
  return block > state && block < regionEnd
}

function takeFree(bytes: number): Address {
  if (bytes > largestClass) return freeLarge.get(bytes)?.pop() ?? NULL
  const list = H.freeLists + bytes / 2
  const block = readPointer(state, list)
  if (block !== NULL) writePointer(state, list, readPointer(block, tagOffset))
  return block
}

function carve(bytes: number): Address {
  const next = readPointer(state, H.next)
  if (next + headerBytes + bytes > regionEnd) return NULL
  const block = address(next + headerBytes)
  writePointer(state, H.next, plus(block, bytes))
  return block
}
