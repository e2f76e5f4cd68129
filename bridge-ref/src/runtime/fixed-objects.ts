/**
 * The objects that CPython 3.11 keeps inside `_PyRuntime` and its own modules reach by distance: small ints, empty and one-byte
 * `bytes`, strings, the empty tuple. They are made there, and this bridge uses the same ones.
 */
import { type Address, plus } from '../memory/address.ts'
import { identifiers, literals } from '../memory/identifiers.ts'
import { L } from '../memory/layouts.ts'
import { S } from '../memory/statics.ts'
import { writePointer, writeSize, writeU8, writeU32 } from '../memory/views.ts'
import { adoptBytes } from './bytes.ts'
import { adoptEmptyTuple } from './errors.ts'
import { adoptInt } from './int.ts'
import { setRefcount } from './refcount.ts'
import { adoptStr, fillStr, intern } from './str.ts'

/** Distances in `_PyRuntimeState.global_objects.singletons`, and of one to the next. */
const at = {
  smallInts: 680,
  emptyBytes: 9064,
  oneByte: 9104,
  literals: 21392,
  identifiers: 22656,
  ascii: 41480,
  latin1: 48648,
  emptyTuple: 58904,
}
const stride = { int: 32, byte: 48, ascii: 56, latin1: 80 }
/** CPython's own mark of immortality in 3.11: a count that nobody works off. */
const immortal = 999_999_999

export function startFixedObjects(): void {
  for (let value = -5; value <= 256; value++)
    placeInt(place(at.smallInts + (value + 5) * stride.int, S.PyLong_Type), value)
  placeBytes(place(at.emptyBytes, S.PyBytes_Type), '')
  for (let code = 0; code < 256; code++) {
    placeBytes(place(at.oneByte + code * stride.byte, S.PyBytes_Type), String.fromCharCode(code))
    const distance = code < 128 ? at.ascii + code * stride.ascii : at.latin1 + (code - 128) * stride.latin1
    adoptStr(placeStr(distance, String.fromCharCode(code)), String.fromCharCode(code))
  }
  placeAll(at.literals, literals)
  placeAll(at.identifiers, identifiers)
  const tuple = place(at.emptyTuple, S.PyTuple_Type)
  writeSize(tuple, L.PyVarObject.ob_size, 0)
  adoptEmptyTuple(tuple)
}

function place(distance: number, type: Address): Address {
  const o = plus(S._PyRuntime, distance)
  setRefcount(o, immortal)
  writePointer(o, L.PyObject.ob_type, type)
  return o
}

function placeInt(o: Address, value: number): void {
  writeSize(o, L.PyVarObject.ob_size, Math.sign(value))
  writeU32(o, L.PyLongObject.ob_digit, Math.abs(value))
  adoptInt(o, value)
}

function placeBytes(o: Address, content: string): void {
  const B = L.PyBytesObject
  writeSize(o, L.PyVarObject.ob_size, content.length)
  writeSize(o, B.ob_shash, -1)
  if (content !== '') writeU8(o, B.ob_sval, content.charCodeAt(0))
  writeU8(o, B.ob_sval + content.length, 0)
  adoptBytes(o, content === '' ? 256 : content.charCodeAt(0))
}

function placeStr(distance: number, text: string): Address {
  const o = place(distance, S.PyUnicode_Type)
  fillStr(o, text)
  return o
}

function placeAll(first: number, texts: readonly string[]): void {
  let distance = first
  for (const text of texts) {
    const o = placeStr(distance, text)
    if (text === '') adoptStr(o, text)
    if (text.length > 1) intern(o)
    distance += Math.ceil((L.PyASCIIObject.size + text.length + 1) / 8) * 8
  }
}
