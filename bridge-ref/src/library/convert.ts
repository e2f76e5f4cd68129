/**
 * Values between JavaScript and native objects. To native: primitives, arrays, Maps, Sets and plain objects by value,
 * everything else by reference. To JavaScript: immutable values of the built-in types by value, everything else as a proxy.
 */
import { type Address, NULL } from '../memory/address.ts'
import { none, S } from '../memory/statics.ts'
import { bytesOf, newBytes } from '../runtime/bytes.ts'
import { dictSet, newDict } from '../runtime/dict.ts'
import { newTupleOf } from '../runtime/errors.ts'
import { newFloat, readFloat } from '../runtime/float.ts'
import { newInt, readInt } from '../runtime/int.ts'
import { bool, itemsOf, newNone } from '../runtime/object.ts'
import { knownProxy, proxied } from '../runtime/proxies.ts'
import { decref, newRef, typeOf } from '../runtime/refcount.ts'
import { newListOf } from '../runtime/sequence.ts'
import { newStr, readStr } from '../runtime/str.ts'
import { newSet } from '../runtime/types/set-types.ts'
import { isWrapper, wrapped } from '../runtime/wrappers.ts'

/** What converting needs of the files that need converting; set at start. */
interface Makers {
  /** A wrapper of a JavaScript object; new reference. */
  wrapper(value: object): Address
  /** A proxy, which takes over the caller's reference. */
  proxy(o: Address): object
  /** The native exception that an error came from; borrowed, or undefined. */
  exception(error: object): Address | undefined
}
let makers: Makers | undefined
export function connectMakers(given: Makers): void {
  makers = given
}
function make(): Makers {
  if (makers === undefined) throw new Error('the bridge has not been started')
  return makers
}

/** A primitive, or what is thrown that is no object, where an object must be held. */
export class Box {
  readonly value: unknown
  constructor(value: unknown) {
    this.value = value
  }
}

/** The native object of a JavaScript value; new reference. `around` are the containers that it lies in. */
export function toNative(value: unknown, around: readonly object[] = []): Address {
  if (value === null || value === undefined) return newNone()
  switch (typeof value) {
    case 'boolean':
      return bool(value)
    case 'number':
      return isInt(value) ? newInt(value) : newFloat(value)
    case 'bigint':
      return newInt(value)
    case 'string':
      return newStr(value)
    case 'symbol':
      throw new TypeError(`failed to convert ${String(value)} for an extension: a symbol has no Python counterpart`)
    default:
      return objectToNative(value, around)
  }
}

/** -0 is a float: an int would lose the sign. */
function isInt(value: number): boolean {
  return Number.isSafeInteger(value) && !Object.is(value, -0)
}

function objectToNative(value: object, around: readonly object[]): Address {
  const known = proxied(value) ?? make().exception(value)
  if (known !== undefined) return newRef(known)
  if (!isCopied(value)) return make().wrapper(value)
  if (around.includes(value)) {
    throw new TypeError('failed to convert a structure that contains itself: pass it with bridge.reference()')
  }
  return copyToNative(value, [...around, value])
}

function isCopied(value: object): boolean {
  if (Array.isArray(value) || value instanceof Map || value instanceof Set) return true
  const prototype: unknown = Object.getPrototypeOf(value)
  return prototype === null || prototype === Object.prototype
}

function copyToNative(value: object, around: readonly object[]): Address {
  if (Array.isArray(value)) return newListOf(allToNative(value, around))
  if (value instanceof Map) return dictOf(value, around)
  if (!(value instanceof Set)) return dictOf(Object.entries(value), around)
  const list = newListOf(allToNative([...value], around))
  try {
    return newSet(S.PySet_Type, list)
  } finally {
    decref(list)
  }
}

/** New references; none is left behind when one fails. */
export function allToNative(values: Iterable<unknown>, around: readonly object[] = []): Address[] {
  const made: Address[] = []
  try {
    for (const value of values) made.push(toNative(value, around))
    return made
  } catch (error) {
    for (const o of made) decref(o)
    throw error
  }
}

export function dictOf(entries: Iterable<readonly [unknown, unknown]>, around: readonly object[] = []): Address {
  const dict = newDict()
  try {
    for (const entry of entries) {
      const [key = NULL, item = NULL] = allToNative(entry, around)
      try {
        dictSet(dict, key, item)
      } finally {
        decref(key)
        decref(item)
      }
    }
    return dict
  } catch (error) {
    decref(dict)
    throw error
  }
}

export function tupleOf(values: Iterable<unknown>): Address {
  return newTupleOf(allToNative(values))
}
export function bytesObject(contents: Uint8Array): Address {
  return newBytes(contents)
}

/** The JavaScript value of a native object, which is borrowed. */
export function toJs(o: Address): unknown {
  if (o === none()) return null
  const type = typeOf(o)
  if (type === S.PyUnicode_Type) return readStr(o)
  if (type === S.PyLong_Type) return readInt(o)
  if (type === S.PyFloat_Type) return readFloat(o)
  if (type === S.PyBool_Type) return o === S._Py_TrueStruct
  if (type === S.PyBytes_Type) return Buffer.from(bytesOf(o))
  if (type === S.PyTuple_Type) return Object.freeze(itemsOf(o).map(toJs))
  if (isWrapper(o)) {
    const value = wrapped(o)
    return value instanceof Box ? value.value : value
  }
  return proxyOf(o)
}

/** The same, taking over the caller's reference. */
export function takeJs(o: Address): unknown {
  try {
    return toJs(o)
  } finally {
    decref(o)
  }
}

/** The one proxy of a native object. */
export function proxyOf(o: Address): object {
  return knownProxy(o) ?? make().proxy(newRef(o))
}
