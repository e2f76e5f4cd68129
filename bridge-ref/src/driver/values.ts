/** Values between the wire and native objects; INTERPRETING.md section 4. */
import type { Request } from '#harness/src/bridge/protocol.ts'
import { type Address, NULL } from '../memory/address.ts'
import { L } from '../memory/layouts.ts'
import { E, isExceptionName, none, S } from '../memory/statics.ts'
import { readPointer } from '../memory/views.ts'
import { byteArrayOf, bytesOf, newByteArray, newBytes } from '../runtime/bytes.ts'
import { call } from '../runtime/call.ts'
import { dictEntries, dictGetName, dictSet, newDict } from '../runtime/dict.ts'
import { isException, newTupleOf } from '../runtime/errors.ts'
import { floatText, newComplex, newFloat, readComplex, readFloat } from '../runtime/float.ts'
import { builtinsModule, builtinTypes } from '../runtime/host-modules.ts'
import { newInt, readInt } from '../runtime/int.ts'
import { getAttrName } from '../runtime/lookup.ts'
import { moduleDict } from '../runtime/modules.ts'
import { isType, itemsOf, typeName } from '../runtime/object.ts'
import { decref, newRef, typeOf } from '../runtime/refcount.ts'
import { newListOf } from '../runtime/sequence.ts'
import { newSlice } from '../runtime/slice.ts'
import { newStrOf, readStr } from '../runtime/str.ts'
import { newSet, setItems } from '../runtime/types/set-types.ts'

/** A value as requests carry it. */
export type Wire = Extract<Request, { do: 'row' }>['args'][number]
export type HostCallable = Extract<Wire, { $host: unknown }>['$host']

/** What a value of a step may refer to. */
export interface Surroundings {
  /** Borrowed object of a name; throws {@link Unbound}. */
  lookUp(name: string): Address
  probe: Address
  makeHost(description: HostCallable): Address
}

export class Unbound extends Error {
  readonly bound: string
  constructor(bound: string) {
    super(`nothing is bound to ${bound}`)
    this.bound = bound
  }
}

const deepest = 8

/** A new object of a wire value. New reference. */
export function make(wire: Wire, around: Surroundings): Address {
  if (wire === null) return newRef(none())
  if (typeof wire === 'boolean') return newRef(wire ? S._Py_TrueStruct : S._Py_FalseStruct)
  if (typeof wire === 'number') return newInt(wire)
  if (typeof wire === 'string') return newStrOf([...wire].map((character) => character.codePointAt(0) ?? 0))
  if (Array.isArray(wire)) return newListOf(makeAll(wire, around))
  return makeTagged(wire, around)
}

function makeAll(items: readonly Wire[], around: Surroundings): Address[] {
  return items.map((item) => make(item, around))
}

function makeTagged(wire: Exclude<Wire, null | boolean | number | string | Wire[]>, around: Surroundings): Address {
  if ('$int' in wire) return newInt(BigInt(wire.$int))
  if ('$float' in wire) return newFloat(numberOf(wire.$float))
  if ('$complex' in wire) return newComplex(numberOf(wire.$complex[0]), numberOf(wire.$complex[1]))
  if ('$bytes' in wire) return newBytes(Buffer.from(wire.$bytes, 'hex'))
  if ('$bytearray' in wire) return newByteArray(Buffer.from(wire.$bytearray, 'hex'))
  if ('$tuple' in wire) return newTupleOf(makeAll(wire.$tuple, around))
  if ('$set' in wire) return makeSet(S.PySet_Type, wire.$set, around)
  if ('$frozenset' in wire) return makeSet(S.PyFrozenSet_Type, wire.$frozenset, around)
  if ('$dict' in wire) return makeDict(wire.$dict, around)
  if ('$slice' in wire) return makeSlice(wire.$slice, around)
  if ('$type' in wire) return findType(wire.$type, around)
  if ('$singleton' in wire) {
    return newRef(wire.$singleton === 'Ellipsis' ? S._Py_EllipsisObject : S._Py_NotImplementedStruct)
  }
  return makeReference(wire, around)
}

function makeReference(wire: object, around: Surroundings): Address {
  if ('$ref' in wire && typeof wire.$ref === 'string') return newRef(around.lookUp(wire.$ref))
  if ('$tracked' in wire && typeof wire.$tracked === 'number')
    return callProbe(around.probe, '__tracked__', wire.$tracked)
  if ('$null' in wire) return getAttrName(around.probe, '__null__')
  if ('$host' in wire && isHost(wire.$host)) return around.makeHost(wire.$host)
  if ('$exception' in wire && isExceptionWire(wire.$exception)) return makeException(wire.$exception, around)
  throw new Error(`no value of ${JSON.stringify(wire)}`)
}

function isHost(value: unknown): value is HostCallable {
  return typeof value === 'object' && value !== null
}
function isExceptionWire(value: unknown): value is { type: string; args: Wire[] } {
  return typeof value === 'object' && value !== null && 'type' in value
}

/** An exception instance, as `type(*args)` makes it. */
export function makeException({ type, args = [] }: { type: string; args?: Wire[] }, around: Surroundings): Address {
  const made = makeAll(args, around)
  const owner = findType(type, around)
  try {
    return call(owner, made)
  } finally {
    for (const o of [...made, owner]) decref(o)
  }
}

function callProbe(probe: Address, name: string, argument: number): Address {
  const [fn, o] = [getAttrName(probe, name), newInt(argument)]
  try {
    return call(fn, [o])
  } finally {
    decref(fn)
    decref(o)
  }
}

function numberOf(text: string): number {
  if (text === 'inf') return Number.POSITIVE_INFINITY
  if (text === '-inf') return Number.NEGATIVE_INFINITY
  return text === 'nan' ? Number.NaN : Number(text)
}

function makeSet(type: Address, items: readonly Wire[], around: Surroundings): Address {
  const list = newListOf(makeAll(items, around))
  const set = newSet(type, list)
  decref(list)
  return set
}
function makeDict(entries: readonly [Wire, Wire][], around: Surroundings): Address {
  const dict = newDict()
  for (const [k, v] of entries) {
    const [key, value] = [make(k, around), make(v, around)]
    dictSet(dict, key, value)
    decref(key)
    decref(value)
  }
  return dict
}
function makeSlice(parts: readonly Wire[], around: Surroundings): Address {
  const [a = NULL, b = NULL, c = NULL] = makeAll(parts, around)
  const slice = newSlice(a, b, c)
  for (const o of [a, b, c]) decref(o)
  return slice
}

/** Where types in arguments are noted for the slope, with a reference each. */
let noted: Map<string, Address> | null = null
export function noteTypes(into: Map<string, Address> | null): void {
  noted = into
}

/** A type by its name; `probe.Name` is one of the probe's. New reference. */
function findType(name: string, around: Surroundings): Address {
  const type = lookUpType(name, around)
  if (noted !== null && !noted.has(name)) noted.set(name, newRef(type))
  return type
}

/** The types that a suite may name: those of `builtins`, and some that have no name there. */
function offered(): Address[] {
  const single = [none(), S._Py_NotImplementedStruct, S._Py_EllipsisObject].map(typeOf)
  const others = [S.PyModule_Type, S.PyFunction_Type, S.PyCFunction_Type, S.PyDictProxy_Type, S._PyWeakref_RefType]
  return [...builtinTypes(), ...single, ...others]
}

function lookUpType(name: string, around: Surroundings): Address {
  if (name.startsWith('probe.')) return getAttrName(around.probe, name.slice(6))
  const found = builtinNamed(name)
  if (found === undefined) throw new Error(`no built-in type ${name}`)
  return newRef(found)
}

/** The wire form of an object; `probe` tells tracked objects. */
export function encode(o: Address, probe: Address, path: readonly Address[] = []): Wire {
  // Before the others: null is a value here, which `??` would take for none.
  if (o === none()) return null
  if (path.length >= deepest || path.includes(o)) return { $object: { type: typeName(typeOf(o)) } }
  const inner = (item: Address) => encode(item, probe, [...path, o])
  return encodeAtom(o) ?? encodeContainer(o, inner) ?? encodeOther(o, probe, inner)
}

function encodeAtom(o: Address): Wire | undefined {
  const type = typeOf(o)
  if (type === S.PyBool_Type) return o === S._Py_TrueStruct
  if (type === S.PyLong_Type) return encodeInt(readInt(o))
  if (type === S.PyFloat_Type) return { $float: floatText(readFloat(o)) }
  if (type === S.PyComplex_Type) return { $complex: [floatText(readComplex(o).real), floatText(readComplex(o).imag)] }
  if (type === S.PyUnicode_Type) return readStr(o)
  if (type === S.PyBytes_Type) return { $bytes: Buffer.from(bytesOf(o)).toString('hex') }
  if (type === S.PyByteArray_Type) return { $bytearray: Buffer.from(byteArrayOf(o)).toString('hex') }
  if (o === S._Py_NotImplementedStruct) return { $singleton: 'NotImplemented' }
  return o === S._Py_EllipsisObject ? { $singleton: 'Ellipsis' } : undefined
}

function encodeInt(value: number | bigint): Wire {
  return typeof value === 'number' ? (Object.is(value, -0) ? 0 : value) : { $int: String(value) }
}

function encodeContainer(o: Address, inner: (item: Address) => Wire): Wire | undefined {
  const type = typeOf(o)
  if (type === S.PyList_Type) return itemsOf(o).map((item) => (item === NULL ? { $null: true } : inner(item)))
  if (type === S.PyTuple_Type)
    return { $tuple: itemsOf(o).map((item) => (item === NULL ? { $null: true } : inner(item))) }
  if (type === S.PyDict_Type) return { $dict: dictEntries(o).map(([k, v]): [Wire, Wire] => [inner(k), inner(v)]) }
  if (type === S.PySet_Type) return { $set: setItems(o).map(inner) }
  if (type === S.PyFrozenSet_Type) return { $frozenset: setItems(o).map(inner) }
  if (type !== S.PySlice_Type) return undefined
  const F = L.PySliceObject
  return { $slice: [inner(readPointer(o, F.start)), inner(readPointer(o, F.stop)), inner(readPointer(o, F.step))] }
}

function encodeOther(o: Address, probe: Address, inner: (item: Address) => Wire): Wire {
  if (isType(o)) return { $type: typeWireName(o, probe) }
  if (isException(o)) {
    const args = readPointer(o, L.PyBaseExceptionObject.args)
    return { $exception: { type: typeName(typeOf(o)), args: args === NULL ? [] : itemsOf(args).map(inner) } }
  }
  if (probe !== NULL && dictGetName(readPointer(probe, L.PyModuleObject.md_dict), '__null__') === o)
    return { $null: true }
  const tag = trackedTag(o, probe)
  return tag >= 0 ? { $tracked: tag } : { $object: { type: typeName(typeOf(o)) } }
}

/** A type or exception that `builtins` has under this name, or one that is built in and has no name there. */
function builtinNamed(name: string): Address | undefined {
  if (isExceptionName(name)) return E[name]
  const found = dictGetName(moduleDict(builtinsModule()), name)
  if (found !== NULL && typeOf(found) === S.PyType_Type) return found
  return offered().find((type) => typeName(type) === name)
}

function typeWireName(type: Address, probe: Address): string {
  const name = typeName(type)
  const known = builtinNamed(name)
  if (known === type || probe === NULL) return name
  const own = dictGetName(readPointer(probe, L.PyModuleObject.md_dict), name)
  return own === type ? `probe.${name}` : name
}

function trackedTag(o: Address, probe: Address): number {
  if (probe === NULL || typeName(typeOf(o)) !== 'Tracked') return -1
  const fn = getAttrName(probe, '__tag__')
  const tag = call(fn, [o])
  decref(fn)
  const value = Number(readInt(tag))
  decref(tag)
  return value
}
