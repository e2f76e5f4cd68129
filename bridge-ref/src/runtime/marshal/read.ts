/** Objects out of the format of `marshal`. */
import { type Address, NULL } from '../../memory/address.ts'
import { L } from '../../memory/layouts.ts'
import { E, S } from '../../memory/statics.ts'
import { writePointer } from '../../memory/views.ts'
import { newBytes } from '../bytes.ts'
import { call } from '../call.ts'
import { dictSet, newDict } from '../dict.ts'
import { newTupleOf, raise } from '../errors.ts'
import { newComplex, newFloat, readFloat } from '../float.ts'
import { newInt } from '../int.ts'
import { bool, newNone } from '../object.ts'
import { decref, newRef, xdecref } from '../refcount.ts'
import { listAppend, newListOf, newTupleRoom } from '../sequence.ts'
import { intern, newStr } from '../str.ts'
import { decodeBytes } from '../text-codecs.ts'
import { newSet, setAdd } from '../types/set-types.ts'
import { deepest, sharedFlag } from './write.ts'

interface Reader {
  bytes: Uint8Array
  at: number
  /** Objects that may come again; undefined for one that is being made. */
  shared: (Address | undefined)[]
  depth: number
}

/** The object that the bytes begin with (new reference), and how many bytes it took. */
export function unmarshal(bytes: Uint8Array): { object: Address; used: number } {
  const reader: Reader = { bytes, at: 0, shared: [], depth: 0 }
  try {
    return { object: needed(read(reader), 'object'), used: reader.at }
  } finally {
    for (const o of reader.shared) xdecref(o ?? NULL)
  }
}

function bad(what: string): never {
  return raise(E.ValueError, `bad marshal data (${what})`)
}
function needed(o: Address, where: string): Address {
  return o === NULL ? raise(E.TypeError, `NULL object in marshal data for ${where}`) : o
}
function take(reader: Reader, count: number): Uint8Array {
  const from = reader.at
  if (from + count > reader.bytes.length) raise(E.EOFError, 'marshal data too short')
  reader.at += count
  return reader.bytes.subarray(from, reader.at)
}
function byte(reader: Reader): number {
  if (reader.at >= reader.bytes.length) raise(E.EOFError, 'EOF read where not expected')
  return take(reader, 1)[0] ?? 0
}
function long(reader: Reader): number {
  return Buffer.from(take(reader, 4)).readInt32LE()
}
function size(reader: Reader, what: string): number {
  const count = long(reader)
  return count < 0 ? bad(`${what} size out of range`) : count
}

/** NULL for the mark that ends a dict. */
function read(reader: Reader): Address {
  if (reader.at >= reader.bytes.length) raise(E.EOFError, 'EOF read where object expected')
  if (++reader.depth > deepest) raise(E.ValueError, 'recursion limit exceeded')
  const first = byte(reader)
  const code = String.fromCharCode(first & ~sharedFlag)
  const make = readers[code] ?? bad('unknown type code')
  const o = make(reader, (first & sharedFlag) !== 0)
  reader.depth--
  return o
}

type Make = (reader: Reader, isShared: boolean) => Address
/** What has no parts is shared when it is there. */
const plain =
  (make: (reader: Reader) => Address): Make =>
  (reader, isShared) => {
    const o = make(reader)
    if (isShared) reader.shared.push(newRef(o))
    return o
  }
/** What has parts is shared before they are read: they may refer to it. */
function filled(reader: Reader, isShared: boolean, o: Address, fill: () => void): Address {
  if (isShared) reader.shared.push(newRef(o))
  try {
    fill()
    return o
  } catch (error) {
    decref(o)
    throw error
  }
}

function readLong(reader: Reader): Address {
  const count = long(reader)
  const negative = count < 0
  let value = 0n
  const digits = Math.abs(count)
  for (let i = 0; i < digits; i++) {
    const [low = 0, high = 0] = take(reader, 2)
    if (high > 0x7f) bad('digit out of range in long')
    if (i === digits - 1 && low === 0 && high === 0) bad('unnormalized long data')
    value |= BigInt(low | (high << 8)) << BigInt(15 * i)
  }
  return newInt(negative ? -value : value)
}
function textDouble(reader: Reader): number {
  const text = newStr(
    Buffer.from(take(reader, byte(reader)))
      .toString('latin1')
      .split('\0')[0] ?? '',
  )
  try {
    const o = call(S.PyFloat_Type, [text])
    const value = readFloat(o)
    decref(o)
    return value
  } finally {
    decref(text)
  }
}
function double(reader: Reader): number {
  return Buffer.from(take(reader, 8)).readDoubleLE()
}

const ascii = (short: boolean, interned: boolean): Make =>
  plain((reader) => {
    const text = newStr(Buffer.from(take(reader, short ? byte(reader) : size(reader, 'string'))).toString('latin1'))
    return interned ? intern(text) : text
  })
const unicode = (interned: boolean): Make =>
  plain((reader) => {
    const text = decodeBytes(take(reader, size(reader, 'string')), 'utf-8', 'surrogatepass')
    return interned ? intern(text) : text
  })

const tupleOf =
  (count: (reader: Reader) => number): Make =>
  (reader, isShared) => {
    const items = count(reader)
    if (items === 0) {
      const empty = newTupleOf([])
      return filled(reader, isShared, empty, () => undefined)
    }
    if (items > reader.bytes.length - reader.at) raise(E.EOFError, 'EOF read where object expected')
    const tuple = newTupleRoom(items)
    return filled(reader, isShared, tuple, () => {
      for (let i = 0; i < items; i++) {
        writePointer(tuple, L.PyTupleObject.ob_item + i * 8, needed(read(reader), 'tuple'))
      }
    })
  }
const readList: Make = (reader, isShared) => {
  const count = size(reader, 'list')
  const list = newListOf([])
  return filled(reader, isShared, list, () => {
    for (let i = 0; i < count; i++) {
      const item = needed(read(reader), 'list')
      listAppend(list, item)
      decref(item)
    }
  })
}
const readDict: Make = (reader, isShared) => {
  const dict = newDict()
  return filled(reader, isShared, dict, () => {
    for (let key = read(reader); key !== NULL; key = read(reader)) {
      const value = read(reader)
      if (value !== NULL) dictSet(dict, key, value)
      decref(key)
      if (value === NULL) return
      decref(value)
    }
  })
}
/** Nothing in a frozen set can refer to it: it takes its place among the shared when it is whole. */
const setOf =
  (type: () => Address): Make =>
  (reader, isShared) => {
    const count = size(reader, 'set')
    const set = newSet(type(), NULL)
    const place = isShared ? reader.shared.push(undefined) - 1 : -1
    return filled(reader, false, set, () => {
      for (let i = 0; i < count; i++) {
        const item = needed(read(reader), 'set')
        try {
          setAdd(set, item)
        } finally {
          decref(item)
        }
      }
      if (place >= 0) reader.shared[place] = newRef(set)
    })
  }

const readers: Record<string, Make> = {
  '0': () => NULL,
  N: newNone,
  S: () => newRef(E.StopIteration),
  '.': () => newRef(S._Py_EllipsisObject),
  F: () => bool(false),
  T: () => bool(true),
  i: plain((reader) => newInt(long(reader))),
  I: plain((reader) => newInt(Buffer.from(take(reader, 8)).readBigInt64LE())),
  l: plain(readLong),
  f: plain((reader) => newFloat(textDouble(reader))),
  g: plain((reader) => newFloat(double(reader))),
  x: plain((reader) => newComplex(textDouble(reader), textDouble(reader))),
  y: plain((reader) => newComplex(double(reader), double(reader))),
  s: plain((reader) => newBytes(take(reader, size(reader, 'bytes object')))),
  a: ascii(false, false),
  A: ascii(false, true),
  z: ascii(true, false),
  Z: ascii(true, true),
  u: unicode(false),
  t: unicode(true),
  ')': tupleOf(byte),
  '(': tupleOf((reader) => size(reader, 'tuple')),
  '[': readList,
  '{': readDict,
  '<': setOf(() => S.PySet_Type),
  '>': setOf(() => S.PyFrozenSet_Type),
  r: (reader) => newRef(reader.shared[long(reader)] ?? bad('invalid reference')),
  c: () => bad('a code object, which this host has no interpreter for'),
}
