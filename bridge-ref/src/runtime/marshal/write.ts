/** Objects into the format of `marshal`, versions 0 to 4. */
import { type Address, NULL } from '../../memory/address.ts'
import { L } from '../../memory/layouts.ts'
import { E, none, S } from '../../memory/statics.ts'
import { readPointer } from '../../memory/views.ts'
import { readBufferBytes } from '../buffer.ts'
import { utf8Bytes } from '../codecs/utf.ts'
import { dictEntries } from '../dict.ts'
import { raise } from '../errors.ts'
import { readComplex, readFloat } from '../float.ts'
import { readBig } from '../int.ts'
import { isExactly, itemsOf, sizeOf } from '../object.ts'
import { refcount, typeOf } from '../refcount.ts'
import { codePoints, isAscii, isInterned } from '../str.ts'
import { setItems } from '../types/set-types.ts'

interface Writer {
  out: number[]
  version: number
  /** Objects that may come again, with their places. */
  seen: Map<Address, number>
  depth: number
}

export const deepest = 2000
export const sharedFlag = 0x80

export function marshal(o: Address, version: number): Uint8Array {
  const writer: Writer = { out: [], version, seen: new Map(), depth: 0 }
  write(writer, o)
  return Uint8Array.from(writer.out)
}

function putLong({ out }: Writer, value: number): void {
  for (let shift = 0; shift < 32; shift += 8) out.push((value >> shift) & 255)
}
function putBytes(writer: Writer, bytes: Iterable<number>): void {
  for (const byte of bytes) writer.out.push(byte)
}

function singleton(o: Address): string | undefined {
  if (o === NULL) return '0'
  if (o === none()) return 'N'
  if (o === E.StopIteration) return 'S'
  if (o === S._Py_EllipsisObject) return '.'
  if (o === S._Py_FalseStruct) return 'F'
  return o === S._Py_TrueStruct ? 'T' : undefined
}

function write(writer: Writer, o: Address): void {
  const single = singleton(o)
  if (single !== undefined) {
    writer.out.push(single.charCodeAt(0))
    return
  }
  if (++writer.depth > deepest) raise(E.ValueError, 'object too deeply nested to marshal')
  const flag = shared(writer, o)
  if (flag !== undefined) writeShared(writer, o, (code) => writer.out.push(code.charCodeAt(0) | flag))
  writer.depth--
}

/** The flag of an object that is written, undefined for one that a reference stands for. One owner needs no reference. */
function shared(writer: Writer, o: Address): number | undefined {
  if (writer.version < 3 || refcount(o) === 1) return 0
  const place = writer.seen.get(o)
  if (place === undefined) {
    writer.seen.set(o, writer.seen.size)
    return sharedFlag
  }
  writer.out.push('r'.charCodeAt(0))
  putLong(writer, place)
  return undefined
}

type Put = (code: string) => void

function writeShared(writer: Writer, o: Address, put: Put): void {
  const kind = [...writers()].find(([type]) => isExactly(o, type))
  if (kind !== undefined) kind[1](writer, o, put)
  else if (hasBuffer(o)) {
    put('s')
    sized(writer, readBufferBytes(o))
  } else raise(E.ValueError, 'unmarshallable object')
}
function hasBuffer(o: Address): boolean {
  const procs = readPointer(typeOf(o), L.PyTypeObject.tp_as_buffer)
  return procs !== NULL && readPointer(procs) !== NULL
}
function sized(writer: Writer, bytes: Uint8Array | readonly number[]): void {
  putLong(writer, bytes.length)
  putBytes(writer, bytes)
}

let byType: Map<Address, (writer: Writer, o: Address, put: Put) => void> | undefined
/** The types have no addresses before the bridge starts. */
function writers() {
  byType ??= new Map([
    [S.PyLong_Type, writeInt],
    [S.PyFloat_Type, writeFloat],
    [S.PyComplex_Type, writeComplex],
    [S.PyUnicode_Type, writeText],
    [S.PyTuple_Type, writeTuple],
    [S.PyList_Type, writeList],
    [S.PyDict_Type, writeDict],
    [S.PySet_Type, writeSet],
    [S.PyFrozenSet_Type, writeSet],
  ])
  return byType
}

function writeInt(writer: Writer, o: Address, put: Put): void {
  const value = readBig(o)
  if (BigInt.asIntN(32, value) === value) {
    put('i')
    putLong(writer, Number(value))
    return
  }
  const digits: number[] = []
  for (let rest = value < 0n ? -value : value; rest > 0n; rest >>= 15n) digits.push(Number(rest & 0x7fffn))
  put('l')
  putLong(writer, value < 0n ? -digits.length : digits.length)
  for (const digit of digits) writer.out.push(digit & 255, digit >> 8)
}

/** `%.17g`. */
function generalText(value: number): string {
  if (!Number.isFinite(value)) return Number.isNaN(value) ? 'nan' : value < 0 ? '-inf' : 'inf'
  const trim = (digits: string) => (digits.includes('.') ? digits.replace(/\.?0+$/, '') : digits)
  const [mantissa = '', exponent = '0'] = value.toExponential(16).split('e')
  const power = Number(exponent)
  if (power >= -4 && power < 17) return (Object.is(value, -0) ? '-' : '') + trim(value.toFixed(16 - power))
  return `${trim(mantissa)}e${power < 0 ? '-' : '+'}${String(Math.abs(power)).padStart(2, '0')}`
}
function putDouble(writer: Writer, value: number): void {
  if (writer.version > 1) {
    putBytes(writer, new Uint8Array(Float64Array.of(value).buffer))
    return
  }
  const text = Buffer.from(generalText(value))
  writer.out.push(text.length)
  putBytes(writer, text)
}
function writeFloat(writer: Writer, o: Address, put: Put): void {
  put(writer.version > 1 ? 'g' : 'f')
  putDouble(writer, readFloat(o))
}
function writeComplex(writer: Writer, o: Address, put: Put): void {
  const { real, imag } = readComplex(o)
  put(writer.version > 1 ? 'y' : 'x')
  putDouble(writer, real)
  putDouble(writer, imag)
}

function writeText(writer: Writer, o: Address, put: Put): void {
  const codes = codePoints(o)
  const interned = isInterned(o)
  if (writer.version < 4 || !isAscii(o)) {
    put(writer.version >= 3 && interned ? 't' : 'u')
    sized(writer, codes.flatMap(utf8Bytes))
  } else if (codes.length < 256) {
    put(interned ? 'Z' : 'z')
    writer.out.push(codes.length)
    putBytes(writer, codes)
  } else {
    put(interned ? 'A' : 'a')
    sized(writer, codes)
  }
}

function writeTuple(writer: Writer, o: Address, put: Put): void {
  const count = sizeOf(o)
  if (writer.version >= 4 && count < 256) {
    put(')')
    writer.out.push(count)
  } else {
    put('(')
    putLong(writer, count)
  }
  for (const item of itemsOf(o)) write(writer, item)
}
function writeList(writer: Writer, o: Address, put: Put): void {
  put('[')
  putLong(writer, sizeOf(o))
  for (const item of itemsOf(o)) write(writer, item)
}
function writeDict(writer: Writer, o: Address, put: Put): void {
  put('{')
  for (const [key, value] of dictEntries(o)) {
    write(writer, key)
    write(writer, value)
  }
  write(writer, NULL)
}
/** In the order of what the items alone would be, so that the same set gives the same bytes. */
function writeSet(writer: Writer, o: Address, put: Put): void {
  put(isExactly(o, S.PySet_Type) ? '<' : '>')
  const sorted = setItems(o)
    .map((item) => ({ item, key: Buffer.from(marshal(item, writer.version)) }))
    .sort((a, b) => a.key.compare(b.key))
  putLong(writer, sorted.length)
  for (const { item } of sorted) write(writer, item)
}
