/** `set` and `frozenset`. */
import { callInt } from '../../boundary/calls.ts'
import { type Address, NULL } from '../../memory/address.ts'
import { flag, L } from '../../memory/layouts.ts'
import { apiAddress, E, S } from '../../memory/statics.ts'
import { readPointer, writePointer, writeSize } from '../../memory/views.ts'
import { freeObject, newZeroedObject, track, untrack } from '../allocation.ts'
import { args, argsBetween, describeType, type Method, type TypeDescription } from '../define.ts'
import { keyHash } from '../dict.ts'
import { isSubtype, newTupleOf, raise, raiseObject } from '../errors.ts'
import { forgetTable, type HashTable, newTable, tableAt } from '../hash-table.ts'
import { allocInstance } from '../instances.ts'
import { narrow } from '../int.ts'
import { collect, iteratorSizeAtStart, newIterator } from '../iteration.ts'
import {
  bool,
  EQ,
  GE,
  GT,
  hash,
  itemsOf,
  LE,
  LT,
  NE,
  newNone,
  notImplemented,
  reprText,
  sizeOf,
  typeName,
} from '../object.ts'
import { stateOf } from '../object-reduce.ts'
import { decref, newRef, typeOf } from '../refcount.ts'
import { newListOf } from '../sequence.ts'
import { newStr } from '../str.ts'
import { clearWeakRefs } from '../weakref.ts'
import { classGetItem } from './class-getitem.ts'
import { reprItems } from './sequence-types.ts'

const F = L.PySetObject
/** CPython has its table's address there; ours is a number. */
const tableField = F.mask

export function isAnySet(o: Address): boolean {
  const type = typeOf(o)
  return (
    type === S.PySet_Type ||
    type === S.PyFrozenSet_Type ||
    isSubtype(type, S.PySet_Type) ||
    isSubtype(type, S.PyFrozenSet_Type)
  )
}

export function setTable(o: Address): HashTable {
  return tableAt(readPointer(o, tableField))
}

function initSet(o: Address): void {
  writePointer(o, tableField, newTable())
  writeSize(o, F.hash, -1)
}

/** New set of that type with the items of an iterable, or empty for NULL. */
export function newSet(type: Address, source: Address): Address {
  const o = type === S.PySet_Type || type === S.PyFrozenSet_Type ? newZeroedObject(type, F.size) : allocInstance(type)
  initSet(o)
  track(o)
  if (source !== NULL) {
    try {
      addAll(o, source)
    } catch (error) {
      decref(o)
      throw error
    }
  }
  return o
}

export function addAll(o: Address, source: Address): void {
  if (isAnySet(source)) {
    setTable(source).copyInto(setTable(o))
    sync(o)
    return
  }
  for (const item of collect(source)) {
    try {
      setAdd(o, item)
    } finally {
      decref(item)
    }
  }
}

function sync(o: Address): void {
  writeSize(o, F.used, setTable(o).used)
  writeSize(o, F.fill, setTable(o).used)
}

function newSetIterator(o: Address): Address {
  const iterator = newIterator(S.PySetIter_Type, o)
  writeSize(iterator, iteratorSizeAtStart, setTable(o).used)
  return iterator
}

export function setAdd(o: Address, item: Address): void {
  setTable(o).set(item, NULL, keyHash(item))
  sync(o)
}
export function setContains(o: Address, item: Address): boolean {
  return setTable(o).find(item, keyHash(item)) >= 0
}
export function setDiscard(o: Address, item: Address): boolean {
  const table = setTable(o)
  const position = table.find(item, keyHash(item))
  if (position < 0) return false
  table.delete(position)
  sync(o)
  return true
}
export function setClear(o: Address): number {
  setTable(o).clear()
  sync(o)
  return 0
}
/** Removes some item and hands it over. */
export function setPop(o: Address): Address {
  const table = setTable(o)
  const position = table.next(0)
  if (position < 0) raise(E.KeyError, 'pop from an empty set')
  const { key } = table.take(position)
  sync(o)
  return key
}
export function setItems(o: Address): Address[] {
  const table = setTable(o)
  return table.positions().map((i) => table.keyAt(i))
}
export function setSize(o: Address): number {
  return setTable(o).used
}

function subset(a: Address, b: Address): boolean {
  return setItems(a).every((item) => setContains(b, item))
}

function compare(a: Address, b: Address, op: number): Address {
  if (!isAnySet(b)) return notImplemented()
  const [x, y] = [setSize(a), setSize(b)]
  switch (op) {
    case EQ:
      return bool(x === y && subset(a, b))
    case NE:
      return bool(x !== y || !subset(a, b))
    case LE:
      return bool(subset(a, b))
    case LT:
      return bool(x < y && subset(a, b))
    case GE:
      return bool(subset(b, a))
    case GT:
      return bool(y < x && subset(b, a))
    default:
      return notImplemented()
  }
}

/** The result has the type of the left operand. */
function combine(keep: (result: Address, a: Address, b: Address) => void): (a: Address, b: Address) => Address {
  return (a, b) => {
    if (!isAnySet(a) || !isAnySet(b)) return notImplemented()
    const result = newSet(isSubtype(typeOf(a), S.PyFrozenSet_Type) ? S.PyFrozenSet_Type : S.PySet_Type, NULL)
    keep(result, a, b)
    return result
  }
}
const addWhen = (result: Address, from: Address, condition: (item: Address) => boolean) => {
  for (const item of setItems(from)) if (condition(item)) setAdd(result, item)
}
const union = combine((result, a, b) => {
  addAll(result, a)
  addAll(result, b)
})
const intersection = combine((result, a, b) => addWhen(result, a, (item) => setContains(b, item)))
const difference = combine((result, a, b) => addWhen(result, a, (item) => !setContains(b, item)))
const symmetric = combine((result, a, b) => {
  addWhen(result, a, (item) => !setContains(b, item))
  addWhen(result, b, (item) => !setContains(a, item))
})

function setRepr(o: Address): Address {
  const name = typeName(typeOf(o))
  if (setSize(o) === 0) return newStr(`${name}()`)
  const [open, close] = typeOf(o) === S.PySet_Type ? ['{', '}'] : [`${name}({`, '})']
  return reprItems(o, open, close, () => setItems(o).map(reprText))
}

const shared: TypeDescription['slots'] = {
  tp_dealloc: (o: Address) => {
    untrack(o)
    clearWeakRefs(o)
    setTable(o).clear()
    forgetTable(readPointer(o, tableField))
    freeObject(o)
  },
  tp_traverse: (o: Address, visit: Address, arg: number) => {
    for (const item of setItems(o)) {
      const stop = callInt(visit, item, arg)
      if (stop !== 0) return stop
    }
    return 0
  },
  tp_clear: setClear,
  tp_repr: setRepr,
  tp_richcompare: compare,
  tp_iter: newSetIterator,
  sq_length: setSize,
  sq_contains: (o: Address, item: Address) => (setContains(o, item) ? 1 : 0),
  nb_or: union,
  nb_and: intersection,
  nb_subtract: difference,
  nb_xor: symmetric,
}

/** Frozen contents hash without order; the same arithmetic on 64 bits as CPython's. */
function frozenHash(o: Address): number | bigint {
  let mixed = 0n
  for (const item of setItems(o)) {
    const one = BigInt.asUintN(64, BigInt(hash(item)))
    mixed ^= BigInt.asUintN(64, (one ^ 89869747n ^ BigInt.asUintN(64, one << 16n)) * 3644798167n)
  }
  mixed ^= BigInt.asUintN(64, (BigInt(setSize(o)) + 1n) * 1927868237n)
  mixed ^= (mixed >> 11n) ^ (mixed >> 25n)
  const value = BigInt.asIntN(64, mixed * 69069n + 907133923n)
  return narrow(value === -1n ? 590923713n : value)
}

/** With any number of iterables, one after the other. */
function folded(combine: (a: Address, b: Address) => Address): Method {
  return argsBetween(0, Number.MAX_SAFE_INTEGER, (o, ...sources) => {
    let result = isSubtype(typeOf(o), S.PyFrozenSet_Type) ? newSet(S.PyFrozenSet_Type, o) : newSet(S.PySet_Type, o)
    for (const source of sources) {
      const before = result
      try {
        result = withSet(source, (other) => combine(before, other))
      } finally {
        decref(before)
      }
    }
    return result
  })
}
/** The same in place: the set takes what `combine` gives. */
function foldedInPlace(combine: (a: Address, b: Address) => Address, most = Number.MAX_SAFE_INTEGER): Method {
  return argsBetween(most === 1 ? 1 : 0, most, (o, ...sources) => {
    for (const source of sources) become(o, () => withSet(source, (other) => combine(o, other)))
    return newNone()
  })
}
function become(o: Address, make: () => Address): void {
  const next = make()
  try {
    setClear(o)
    addAll(o, next)
  } finally {
    decref(next)
  }
}
const inPlace =
  (combine: (a: Address, b: Address) => Address) =>
  (a: Address, b: Address): Address => {
    if (!isAnySet(b)) return notImplemented()
    become(a, () => combine(a, b))
    return newRef(a)
  }

const readMethods: Record<string, Method> = {
  __reduce__: args(0, (o) => {
    const items = newListOf(collect(o))
    return newTupleOf([newRef(typeOf(o)), newTupleOf([items]), stateOf(o, false)])
  }),
  union: folded(union),
  intersection: folded(intersection),
  difference: folded(difference),
  symmetric_difference: args(1, (a, b) => withSet(b, (other) => symmetric(a, other))),
  issubset: args(1, (a, b) => withSet(b, (other) => bool(subset(a, other)))),
  issuperset: args(1, (a, b) => withSet(b, (other) => bool(subset(other, a)))),
  isdisjoint: args(1, (a, b) => withSet(b, (other) => bool(!setItems(other).some((item) => setContains(a, item))))),
  copy: args(0, (o) => (typeOf(o) === S.PyFrozenSet_Type ? newRef(o) : newSet(typeOf(o), o))),
  __class_getitem__: classGetItem,
}

function withSet(source: Address, body: (other: Address) => Address): Address {
  const other = isAnySet(source) ? newRef(source) : newSet(S.PySet_Type, source)
  try {
    return body(other)
  } finally {
    decref(other)
  }
}

function done(_nothing: unknown): Address {
  return newNone()
}

const writeMethods: Record<string, Method> = {
  add: args(1, (o, item) => done(setAdd(o, item))),
  discard: args(1, (o, item) => done(setDiscard(o, item))),
  remove: args(1, (o, item) => (setDiscard(o, item) ? newNone() : raiseObject(E.KeyError, item))),
  pop: args(0, setPop),
  clear: args(0, (o) => done(setClear(o))),
  intersection_update: foldedInPlace(intersection),
  difference_update: foldedInPlace(difference),
  symmetric_difference_update: foldedInPlace(symmetric, 1),
  update: argsBetween(0, Number.MAX_SAFE_INTEGER, (o, ...sources) => {
    for (const source of sources) addAll(o, source)
    return newNone()
  }),
}

export function describeSets(): void {
  const common = { size: F.size, weakListOffset: F.weakreflist }
  const make = (type: Address, given: Address) => {
    const [source = NULL] = itemsOf(given)
    if (sizeOf(given) > 1) raise(E.TypeError, `${typeName(type)} expected at most 1 argument, got ${sizeOf(given)}`)
    if (type === S.PyFrozenSet_Type && source !== NULL && typeOf(source) === type) return newRef(source)
    return newSet(type, source)
  }
  const slots = { ...shared, tp_free: apiAddress('PyObject_GC_Del'), tp_alloc: apiAddress('PyType_GenericAlloc') }
  const flags = flag.BASETYPE | flag.HAVE_GC
  describeType(S.PyFrozenSet_Type, {
    name: 'frozenset',
    ...common,
    flags,
    slots: { ...slots, tp_hash: frozenHash, tp_new: make },
    methods: readMethods,
  })
  describeType(S.PySet_Type, {
    name: 'set',
    ...common,
    flags,
    slots: {
      ...slots,
      tp_hash: apiAddress('PyObject_HashNotImplemented'),
      tp_new: (type: Address) => newSet(type, NULL),
      tp_init: (o: Address, given: Address) => {
        const [source] = itemsOf(given)
        if (sizeOf(given) > 1) raise(E.TypeError, `set expected at most 1 argument, got ${sizeOf(given)}`)
        setClear(o)
        if (source !== undefined) addAll(o, source)
        return 0
      },
      nb_inplace_and: inPlace(intersection),
      nb_inplace_subtract: inPlace(difference),
      nb_inplace_xor: inPlace(symmetric),
      nb_inplace_or: (a: Address, b: Address) => {
        if (!isAnySet(b)) return notImplemented()
        addAll(a, b)
        return newRef(a)
      },
    },
    methods: { ...readMethods, ...writeMethods },
  })
}
