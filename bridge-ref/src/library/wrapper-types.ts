/** Native types of wrappers: what C sees of a JavaScript object, function, array, iterator. */
import { type Address, NULL } from '../memory/address.ts'
import { flag, L } from '../memory/layouts.ts'
import { apiAddress, E } from '../memory/statics.ts'
import { freeObject, newZeroedObject, track, untrack } from '../runtime/allocation.ts'
import { describeType, newStaticType, type TypeDescription } from '../runtime/define.ts'
import { dictEntries } from '../runtime/dict.ts'
import { raise, raiseObject } from '../runtime/errors.ts'
import { genericGetAttr, typeLookup } from '../runtime/lookup.ts'
import { itemsOf } from '../runtime/object.ts'
import { decref, newRef, typeOf } from '../runtime/refcount.ts'
import { newStr, readStr } from '../runtime/str.ts'
import { typeReady } from '../runtime/type-ready.ts'
import { pointerHash } from '../runtime/types/object-type.ts'
import { clearWeakRefs } from '../runtime/weakref.ts'
import { enterWrapper, knownWrapper, wrapped } from '../runtime/wrappers.ts'
import { bufferSlots, isExportable } from './buffer-export.ts'
import { Box, toJs, toNative } from './convert.ts'
import { raising } from './errors.ts'

const weakList = L.PyObject.size
const size = weakList + 8

type Kind = 'object' | 'function' | 'array' | 'iterator' | 'buffer'
const types = new Map<Kind, Address>()

/** The wrapper of a JavaScript object; new reference. */
export function wrap(value: object): Address {
  const known = knownWrapper(value)
  if (known !== undefined) return newRef(known)
  const o = newZeroedObject(types.get(kindOf(value)) ?? NULL, size)
  track(o)
  enterWrapper(o, value)
  return newRef(o)
}

function kindOf(value: object): Kind {
  if (typeof value === 'function') return 'function'
  if (Array.isArray(value)) return 'array'
  if (isExportable(value)) return 'buffer'
  return isIterator(value) ? 'iterator' : 'object'
}
function isIterator(value: object): value is Iterator<unknown> {
  return 'next' in value && typeof value.next === 'function' && Symbol.iterator in value
}

/** What `o` stands for. Only a finalizer can meet one whose object is gone. */
function hostOf(o: Address): object {
  return wrapped(o) ?? raise(E.ReferenceError, 'the JavaScript object does not exist any more')
}

export function startWrapperTypes(): void {
  const plain = objectSlots()
  define('object', 'JavaScriptObject', {
    ...plain,
    mp_length: length,
    mp_subscript: getItem,
    mp_ass_subscript: setItem,
    sq_contains: contains,
  })
  define('function', 'JavaScriptFunction', { ...plain, tp_call: callFunction })
  define('array', 'JavaScriptArray', {
    ...plain,
    mp_length: length,
    sq_length: length,
    mp_subscript: getItem,
    mp_ass_subscript: setItem,
    sq_item: (o: Address, index: number) => arrayItem(hostOf(o), index),
    sq_contains: contains,
  })
  define('iterator', 'JavaScriptIterator', { ...plain, tp_iter: (o: Address) => newRef(o), tp_iternext: next })
  define('buffer', 'JavaScriptBuffer', {
    ...plain,
    ...bufferSlots(hostOf),
    mp_length: length,
    mp_subscript: getItem,
    sq_contains: contains,
  })
}

function define(kind: Kind, title: string, slots: TypeDescription['slots']): void {
  const type = newStaticType()
  describeType(type, { name: `proofload.${title}`, size, flags: flag.HAVE_GC, weakListOffset: weakList, slots })
  typeReady(type)
  types.set(kind, type)
}

const objectSlots = (): TypeDescription['slots'] => ({
  tp_dealloc: (o: Address) => {
    untrack(o)
    clearWeakRefs(o)
    freeObject(o)
  },
  // What the JavaScript object refers to is the other collector's business: runtime/cross-cycles.ts.
  tp_traverse: () => 0,
  tp_free: apiAddress('PyObject_GC_Del'),
  tp_hash: pointerHash,
  tp_repr: (o: Address) => raising(() => newStr(`<JavaScript ${nameOf(hostOf(o))}>`)),
  tp_str: (o: Address) => raising(() => newStr(String(hostOf(o)))),
  tp_getattro: getAttribute,
  tp_setattro: (o: Address, key: Address, value: Address) =>
    raising(() => setAttribute(hostOf(o), readStr(key), value)),
  tp_iter: (o: Address) => raising(() => iterate(hostOf(o))),
})

function nameOf(value: object): string {
  if (value instanceof Box) return String(value.value)
  if (typeof value === 'function') return `function ${value.name || '(anonymous)'}`
  return value.constructor?.name ?? 'Object'
}

function getAttribute(o: Address, key: Address): Address {
  // `__class__` and the like are the wrapper's own.
  if (typeLookup(typeOf(o), key) !== NULL) return genericGetAttr(o, key)
  const host = hostOf(o)
  return raising(() => {
    const wanted = readStr(key)
    if (!(wanted in host)) raise(E.AttributeError, `JavaScript ${nameOf(host)} has no attribute '${wanted}'`)
    const value: unknown = Reflect.get(host, wanted)
    return toNative(typeof value === 'function' ? value.bind(host) : value)
  })
}

function setAttribute(host: object, key: string, value: Address): number {
  const done = value === NULL ? Reflect.deleteProperty(host, key) : Reflect.set(host, key, toJs(value))
  return done ? 0 : raise(E.AttributeError, `attribute '${key}' of JavaScript ${nameOf(host)} cannot be changed`)
}

function iterate(host: object): Address {
  const start: unknown = Reflect.get(host, Symbol.iterator)
  if (typeof start !== 'function') return raise(E.TypeError, `JavaScript ${nameOf(host)} is not iterable`)
  const iterator: object = start.call(host)
  return wrap(isIterator(iterator) ? iterator : Iterator.from(iterator as Iterator<unknown>))
}

function next(o: Address): Address {
  return raising(() => {
    const iterator = hostOf(o)
    if (!isIterator(iterator)) return NULL
    const { done, value } = iterator.next()
    if (done !== true) return toNative(value)
    if (value === undefined) return NULL
    // What a generator returns is the argument of StopIteration.
    const result = toNative(value)
    try {
      return raiseObject(E.StopIteration, result)
    } finally {
      decref(result)
    }
  })
}

function callFunction(o: Address, args: Address, kwargs: Address): Address {
  const fn = hostOf(o)
  return raising(() => {
    const given = itemsOf(args).map(toJs)
    const named = kwargs === NULL ? [] : dictEntries(kwargs)
    if (named.length > 0) given.push(Object.fromEntries(named.map(([key, value]) => [readStr(key), toJs(value)])))
    return toNative(Reflect.apply(fn as (...given: unknown[]) => unknown, undefined, given))
  })
}

function length(o: Address): number {
  const host = hostOf(o)
  return raising(() => {
    if ('length' in host && typeof host.length === 'number') return host.length
    if ('size' in host && typeof host.size === 'number') return host.size
    return raise(E.TypeError, `JavaScript ${nameOf(host)} has no length`)
  })
}

function getItem(o: Address, key: Address): Address {
  const host = hostOf(o)
  return raising(() => {
    const wanted = toJs(key)
    if (host instanceof Map) return host.has(wanted) ? toNative(host.get(wanted)) : raiseObject(E.KeyError, key)
    if (isIndexed(host) && typeof wanted === 'number')
      return arrayItem(host, wanted < 0 ? wanted + host.length : wanted)
    if (typeof wanted === 'string' && Object.hasOwn(host, wanted)) return toNative(Reflect.get(host, wanted))
    return raiseObject(E.KeyError, key)
  })
}

function isIndexed(host: object): host is ArrayLike<unknown> {
  return Array.isArray(host) || (ArrayBuffer.isView(host) && 'length' in host)
}

function arrayItem(host: object, index: number): Address {
  return raising(() => {
    if (!isIndexed(host) || index < 0 || index >= host.length) raise(E.IndexError, 'array index out of range')
    return toNative(host[index])
  })
}

function setItem(o: Address, key: Address, value: Address): number {
  const host = hostOf(o)
  return raising(() => {
    const wanted = toJs(key)
    if (host instanceof Map) setInMap(host, wanted, value)
    else if (isIndexed(host) && typeof wanted === 'number') setInArray(host, wanted, value)
    else setAttribute(host, String(wanted), value)
    return 0
  })
}

function setInMap(map: Map<unknown, unknown>, key: unknown, value: Address): void {
  if (value === NULL) map.delete(key)
  else map.set(key, toJs(value))
}

function setInArray(host: ArrayLike<unknown>, key: number, value: Address): void {
  const index = key < 0 ? key + host.length : key
  if (index < 0 || index >= host.length) raise(E.IndexError, 'array assignment index out of range')
  if (value !== NULL) Reflect.set(host, index, toJs(value))
  else if (Array.isArray(host)) host.splice(index, 1)
  else raise(E.TypeError, 'cannot delete items of a typed array')
}

function contains(o: Address, item: Address): number {
  const host = hostOf(o)
  return raising(() => {
    const wanted = toJs(item)
    if (host instanceof Map || host instanceof Set) return host.has(wanted) ? 1 : 0
    if (isIndexed(host)) return Array.prototype.includes.call(host, wanted) ? 1 : 0
    return typeof wanted === 'string' && wanted in host ? 1 : 0
  })
}
