/**
 * Typed reads and writes anywhere in the process.
 *
 * One ArrayBuffer covers the whole user half of the address space: objects live in the heap region, but type objects,
 * out-parameters and buffers lie in extensions, on C stacks and in the C heap. A view of its own for each of those
 * would need a lookup per access; one view costs 2.5 ns per read wherever the address points (measured, Node 24.21).
 * A wild address therefore faults as it would in C, which is what a conformance harness wants to see.
 *
 * There is one address space, hence one set of views per process.
 */
import { setFlagsFromString } from 'node:v8'
import { type Address, address } from './address.ts'

/** The view starts behind the page that is never mapped, so that NULL is not inside. */
export const viewStart = 4096
/** User space of x86-64 and arm64 Linux with 48-bit addresses. */
export const viewLength = 2 ** 47 - 2 * viewStart

let u8 = new Uint8Array(0)
let i8 = new Int8Array(0)
let u16 = new Uint16Array(0)
let i16 = new Int16Array(0)
let u32 = new Uint32Array(0)
let i32 = new Int32Array(0)
let f32 = new Float32Array(0)
let f64 = new Float64Array(0)
let u64 = new BigUint64Array(0)
let i64 = new BigInt64Array(0)

/** Must be called once, with the buffer that starts at {@link viewStart}, before anything is read. */
export function mapViews(memory: ArrayBuffer): void {
  // V8's middle compiler takes indices for 32-bit ones, throws its code away at the first larger one, and compiles it
  // anew: for ever. Without it everything here is ten times faster (measured, Node 24.21).
  setFlagsFromString('--no-maglev')
  u8 = new Uint8Array(memory)
  i8 = new Int8Array(memory)
  u16 = new Uint16Array(memory)
  i16 = new Int16Array(memory)
  u32 = new Uint32Array(memory)
  i32 = new Int32Array(memory)
  f32 = new Float32Array(memory)
  f64 = new Float64Array(memory)
  u64 = new BigUint64Array(memory)
  i64 = new BigInt64Array(memory)
}

// Reads outside the view are undefined, which happens only for NULL and negative addresses: callers check pointers.
function got<T>(value: T | undefined, at: number): T {
  if (value === undefined) throw new WildRead(at)
  return value
}

/** A read where nothing is: of NULL, of a negative address, of what fills freed memory. */
export class WildRead extends RangeError {
  readonly at: number
  constructor(at: number) {
    super(`read of memory at ${at < 0 ? '-' : ''}0x${Math.abs(at).toString(16)}`)
    this.at = at
  }
}

export function readU8(base: Address, offset = 0): number {
  return got(u8[base + offset - viewStart], base + offset)
}
export function writeU8(base: Address, offset: number, value: number): void {
  u8[base + offset - viewStart] = value
}
export function readI8(base: Address, offset = 0): number {
  return got(i8[base + offset - viewStart], base + offset)
}
export function readU16(base: Address, offset = 0): number {
  return got(u16[(base + offset - viewStart) / 2], base + offset)
}
export function writeU16(base: Address, offset: number, value: number): void {
  u16[(base + offset - viewStart) / 2] = value
}
export function readI16(base: Address, offset = 0): number {
  return got(i16[(base + offset - viewStart) / 2], base + offset)
}
export function readI32(base: Address, offset = 0): number {
  return got(i32[(base + offset - viewStart) / 4], base + offset)
}
export function writeI32(base: Address, offset: number, value: number): void {
  i32[(base + offset - viewStart) / 4] = value
}
export function readU32(base: Address, offset = 0): number {
  return got(u32[(base + offset - viewStart) / 4], base + offset)
}
export function writeU32(base: Address, offset: number, value: number): void {
  u32[(base + offset - viewStart) / 4] = value
}
export function readF32(base: Address, offset = 0): number {
  return got(f32[(base + offset - viewStart) / 4], base + offset)
}
export function writeF32(base: Address, offset: number, value: number): void {
  f32[(base + offset - viewStart) / 4] = value
}
export function readF64(base: Address, offset = 0): number {
  return got(f64[(base + offset - viewStart) / 8], base + offset)
}
export function writeF64(base: Address, offset: number, value: number): void {
  f64[(base + offset - viewStart) / 8] = value
}
export function readI64(base: Address, offset = 0): bigint {
  return got(i64[(base + offset - viewStart) / 8], base + offset)
}
export function writeI64(base: Address, offset: number, value: bigint): void {
  i64[(base + offset - viewStart) / 8] = value
}
export function readU64(base: Address, offset = 0): bigint {
  return got(u64[(base + offset - viewStart) / 8], base + offset)
}

export function readPointer(base: Address, offset = 0): Address {
  const index = (base + offset - viewStart) / 4
  return address(got(u32[index], base + offset) + got(u32[index + 1], base + offset) * 0x1_0000_0000)
}

/** Py_ssize_t. Two's complement; exact for magnitudes below 2^53, which every real size has. */
export function readSize(base: Address, offset = 0): number {
  const index = (base + offset - viewStart) / 4
  return got(u32[index], base + offset) + got(i32[index + 1], base + offset) * 0x1_0000_0000
}

/** Writes a pointer or Py_ssize_t. */
export function writePointer(base: Address, offset: number, value: number): void {
  const index = (base + offset - viewStart) / 4
  u32[index] = value
  i32[index + 1] = Math.floor(value / 0x1_0000_0000)
}
export const writeSize: (base: Address, offset: number, value: number) => void = writePointer

/** The bytes themselves, not a copy. */
export function bytesAt(base: Address, length: number): Uint8Array {
  if (length === 0) return new Uint8Array(0)
  return u8.subarray(base - viewStart, base - viewStart + length)
}

export function copyBytes(target: Address, source: Address, length: number): void {
  if (length > 0) u8.copyWithin(target - viewStart, source - viewStart, source - viewStart + length)
}

export function fillBytes(target: Address, value: number, length: number): void {
  if (length > 0) u8.fill(value, target - viewStart, target - viewStart + length)
}

/** Fills whole 8-byte words; a loop, because the built-in fill costs more than a small block takes. */
export function fillWords(target: Address, value: number, words: number): void {
  const first = (target - viewStart) / 8
  for (let i = 0; i < words; i++) f64[first + i] = value
}
