/** `tuple` and `list`. */
import { callInt } from '../../boundary/calls.ts'
import { type Address, NULL } from '../../memory/address.ts'
import { free } from '../../memory/heap.ts'
import { flag, L } from '../../memory/layouts.ts'
import { apiAddress, E, S } from '../../memory/statics.ts'
import { readPointer, readSize, writePointer, writeSize } from '../../memory/views.ts'
import { freeObject, roomForTimes, untrack } from '../allocation.ts'
import { indexSize } from '../conversion.ts'
import { args, argsBetween, describeType, type TypeDescription } from '../define.ts'
import { newTupleOf, raise } from '../errors.ts'
import { allocInstance } from '../instances.ts'
import { narrow, newInt } from '../int.ts'
import { collect, newIterator } from '../iteration.ts'
import {
  bool,
  EQ,
  equal,
  hash,
  isList,
  isTuple,
  itemAt,
  itemsOf,
  NE,
  nameOf,
  newNone,
  notImplemented,
  reprText,
  richCompare,
  sizeOf,
  slotFor,
} from '../object.ts'
import { decref, newRef, typeOf, withHeld, xdecref } from '../refcount.ts'
import type { Range } from '../searching.ts'
import {
  listAppend,
  listInsert,
  listItem,
  listReplace,
  listSize,
  newListOf,
  newTuple,
  setListItem,
  tupleItem,
} from '../sequence.ts'
import { adjustIndices, isSlice, sliceIndices, unpackSlice } from '../slice.ts'
import { newStr } from '../str.ts'
import { classGetItem } from './class-getitem.ts'
import { listSort, sortRequest } from './list-methods.ts'
import { rangeOf } from './search-arguments.ts'

/** Objects whose `repr` is being written: a container inside itself prints as dots. */
const printing = new Set<Address>()

export function reprItems(o: Address, open: string, close: string, write: () => string[]): Address {
  if (printing.has(o)) return newStr(`${open}...${close}`)
  printing.add(o)
  try {
    return newStr(open + write().join(', ') + close)
  } finally {
    printing.delete(o)
  }
}

/** As long as there are items: the repr of one may take others away. */
function itemTexts(o: Address): string[] {
  const texts: string[] = []
  for (let i = 0; i < sizeOf(o); i++) texts.push(withHeld([itemAt(o, i)], reprText))
  return texts
}

function compareItems(a: Address, b: Address, op: number): Address {
  const [left, right] = [sizeOf(a), sizeOf(b)]
  if (left !== right && (op === EQ || op === NE)) return bool(op === NE)
  for (let i = 0; i < Math.min(sizeOf(a), sizeOf(b)); i++) {
    const [x, y] = [newRef(itemAt(a, i)), newRef(itemAt(b, i))]
    try {
      if (equal(x, y)) continue
      if (op === EQ || op === NE) return bool(op === NE)
      return richCompare(x, y, op)
    } finally {
      decref(x)
      decref(y)
    }
  }
  // Comparing may have changed them.
  const difference = sizeOf(a) - sizeOf(b)
  return bool(
    [difference < 0, difference <= 0, difference === 0, difference !== 0, difference > 0, difference >= 0][op] ?? false,
  )
}

/** xxHash-like mixing over 64 bits, as CPython's tuples use; the value itself is nobody's business. */
function mixHashes(hashes: readonly (number | bigint)[]): number | bigint {
  let accumulator = 2870177450012600261n
  for (const one of hashes) {
    accumulator = BigInt.asUintN(64, accumulator + BigInt.asUintN(64, BigInt(one)) * 14029467366897019727n)
    accumulator = BigInt.asUintN(64, (accumulator << 31n) | (accumulator >> 33n))
    accumulator = BigInt.asUintN(64, accumulator * 11400714785074694791n)
  }
  const mixed = BigInt.asIntN(64, accumulator + (BigInt(hashes.length) ^ (2870177450012600261n ^ 3527539n)))
  return narrow(mixed === -1n ? 1546275796n : mixed)
}

function inRange(index: number, size: number, message: string): number {
  return index >= 0 && index < size ? index : raise(E.IndexError, message)
}

function traverseItems(o: Address, visit: Address, arg: number): number {
  for (let i = sizeOf(o) - 1; i >= 0; i--) {
    const item = itemAt(o, i)
    const stop = item === NULL ? 0 : callInt(visit, item, arg)
    if (stop !== 0) return stop
  }
  return 0
}

function contains(o: Address, item: Address): number {
  for (let i = 0; i < sizeOf(o); i++) {
    const held = newRef(itemAt(o, i))
    try {
      if (equal(held, item)) return 1
    } finally {
      decref(held)
    }
  }
  return 0
}

/** Subscription of a sequence by an int or a slice. */
function subscript(o: Address, key: Address, name: string, make: (items: Address[]) => Address): Address {
  if (isSlice(key)) {
    const { start, step, count } = sliceIndices(key, () => sizeOf(o))
    return make(Array.from({ length: count }, (_, i) => newRef(itemAt(o, start + i * step))))
  }
  if (slotFor(key, 'nb_index') === NULL)
    raise(E.TypeError, `${name} indices must be integers or slices, not ${nameOf(key)}`)
  const index = indexSize(key, E.IndexError)
  // Read after the conversion, which may have changed a list.
  const size = sizeOf(o)
  return newRef(itemAt(o, inRange(index < 0 ? index + size : index, size, `${name} index out of range`)))
}

function repeated(o: Address, times: number): Address[] {
  const items = itemsOf(o)
  const length = roomForTimes(items.length, times) * items.length
  return Array.from({ length }, (_, i) => newRef(items[i % items.length] ?? NULL))
}

function findItem(o: Address, item: Address, { start, end }: Range = { start: 0, end: sizeOf(o) }): number {
  for (let i = start; i < Math.min(end, sizeOf(o)); i++) {
    const held = newRef(itemAt(o, i))
    try {
      if (equal(held, item)) return i
    } finally {
      decref(held)
    }
  }
  return -1
}
function countItem(o: Address, item: Address): Address {
  let count = 0
  for (let i = 0; i < sizeOf(o); i++) if (equal(itemAt(o, i), item)) count++
  return newInt(count)
}

const shared = {
  index: argsBetween(1, 3, (o, item, from = NULL, to = NULL) => {
    const { start, end } = rangeOf(from, to, sizeOf(o))
    const at = findItem(o, item, { start, end })
    return at < 0
      ? raise(E.ValueError, `${isList(o) ? `${reprText(item)} is not in list` : 'tuple.index(x): x not in tuple'}`)
      : newInt(at)
  }),
  count: args(1, countItem),
}

function tupleNew(type: Address, given: Address): Address {
  const [source = NULL] = itemsOf(given)
  if (source !== NULL && type === S.PyTuple_Type && typeOf(source) === S.PyTuple_Type) return newRef(source)
  const items = source === NULL ? [] : collect(source)
  if (type === S.PyTuple_Type) return newTupleOf(items)
  const tuple = allocInstance(type, items.length)
  items.forEach((item, i) => {
    writePointer(tuple, L.PyTupleObject.ob_item + i * 8, item)
  })
  return tuple
}

export function describeTuple(): void {
  describeType(S.PyTuple_Type, {
    name: 'tuple',
    size: L.PyTupleObject.ob_item,
    itemSize: 8,
    flags: flag.BASETYPE | flag.HAVE_GC | flag.TUPLE_SUBCLASS | flag.SEQUENCE,
    slots: {
      tp_dealloc: (o: Address) => {
        untrack(o)
        for (let i = sizeOf(o) - 1; i >= 0; i--) xdecref(tupleItem(o, i))
        freeObject(o)
      },
      tp_free: apiAddress('PyObject_GC_Del'),
      tp_traverse: traverseItems,
      tp_repr: (o: Address) =>
        reprItems(o, '(', ')', () => (sizeOf(o) === 1 ? [`${reprText(tupleItem(o, 0))},`] : itemTexts(o))),
      tp_hash: (o: Address) => mixHashes(itemsOf(o).map(hash)),
      tp_richcompare: (a: Address, b: Address, op: number) =>
        isTuple(a) && isTuple(b) ? compareItems(a, b, op) : notImplemented(),
      tp_iter: (o: Address) => newIterator(S.PyTupleIter_Type, o),
      tp_new: tupleNew,
      sq_length: sizeOf,
      sq_item: (o: Address, i: number) => newRef(tupleItem(o, inRange(i, sizeOf(o), 'tuple index out of range'))),
      sq_contains: contains,
      sq_concat: (a: Address, b: Address) => {
        if (!isTuple(b)) raise(E.TypeError, `can only concatenate tuple (not "${nameOf(b)}") to tuple`)
        if (sizeOf(b) === 0 && typeOf(a) === S.PyTuple_Type) return newRef(a)
        if (sizeOf(a) === 0 && typeOf(b) === S.PyTuple_Type) return newRef(b)
        return newTupleOf([...itemsOf(a), ...itemsOf(b)].map(newRef))
      },
      sq_repeat: (o: Address, times: number) =>
        times === 1 && typeOf(o) === S.PyTuple_Type ? newRef(o) : newTupleOf(repeated(o, times)),
      mp_length: sizeOf,
      mp_subscript: (o: Address, key: Address) => subscript(o, key, 'tuple', newTupleOf),
    },
    methods: {
      ...shared,
      __getnewargs__: args(0, (o) => newTupleOf([newTuple(itemsOf(o))])),
      __class_getitem__: classGetItem,
    },
  })
}

function setSubscript(list: Address, key: Address, value: Address): number {
  if (isSlice(key)) return setSlice(list, key, value)
  if (slotFor(key, 'nb_index') === NULL)
    raise(E.TypeError, `list indices must be integers or slices, not ${nameOf(key)}`)
  const index = indexSize(key, E.IndexError)
  return setItem(list, index < 0 ? index + listSize(list) : index, value)
}

function setItem(list: Address, index: number, value: Address): number {
  inRange(index, listSize(list), 'list assignment index out of range')
  if (value === NULL) listReplace(list, index, index + 1, [])
  else {
    const old = listItem(list, index)
    setListItem(list, index, newRef(value))
    xdecref(old)
  }
  return 0
}

function setSlice(list: Address, key: Address, value: Address): number {
  const unpacked = unpackSlice(key)
  const items = value === NULL ? [] : collect(value)
  const { start, stop, step, count } = adjustIndices(listSize(list), unpacked)
  if (step === 1) {
    listReplace(list, start, Math.max(start, stop), items)
    return 0
  }
  const places = Array.from({ length: count }, (_, i) => start + i * step)
  if (value === NULL) {
    for (const place of places.toSorted((a, b) => b - a)) listReplace(list, place, place + 1, [])
    return 0
  }
  if (items.length !== count) {
    for (const item of items) decref(item)
    raise(E.ValueError, `attempt to assign sequence of size ${items.length} to extended slice of size ${count}`)
  }
  places.forEach((place, i) => {
    const old = listItem(list, place)
    setListItem(list, place, items[i] ?? NULL)
    xdecref(old)
  })
  return 0
}

/** Empties the list before its items die: their deallocators see it consistent. */
function listClear(list: Address): number {
  const items = itemsOf(list)
  const data = readPointer(list, L.PyListObject.ob_item)
  writeSize(list, L.PyVarObject.ob_size, 0)
  writePointer(list, L.PyListObject.ob_item, NULL)
  writeSize(list, L.PyListObject.allocated, 0)
  for (const item of items.reverse()) xdecref(item)
  if (data !== NULL) free(data)
  return 0
}

function listInit(list: Address, given: Address): number {
  const [source = NULL] = itemsOf(given)
  if (sizeOf(given) > 1) raise(E.TypeError, `list expected at most 1 argument, got ${sizeOf(given)}`)
  listClear(list)
  if (source !== NULL) listReplace(list, 0, 0, collect(source))
  return 0
}

const listSlots: TypeDescription['slots'] = {
  tp_dealloc: (o: Address) => {
    untrack(o)
    listClear(o)
    freeObject(o)
  },
  tp_traverse: traverseItems,
  tp_clear: listClear,
  tp_repr: (o: Address) => reprItems(o, '[', ']', () => itemTexts(o)),
  tp_richcompare: (a: Address, b: Address, op: number) =>
    isList(a) && isList(b) ? compareItems(a, b, op) : notImplemented(),
  tp_init: listInit,
  sq_length: sizeOf,
  sq_item: (o: Address, i: number) => newRef(listItem(o, inRange(i, listSize(o), 'list index out of range'))),
  sq_ass_item: setItem,
  sq_contains: contains,
  sq_concat: (a: Address, b: Address) => {
    if (!isList(b)) raise(E.TypeError, `can only concatenate list (not "${nameOf(b)}") to list`)
    return newListOf([...itemsOf(a), ...itemsOf(b)].map(newRef))
  },
  sq_repeat: (o: Address, times: number) => newListOf(repeated(o, times)),
  sq_inplace_concat: (a: Address, b: Address) => {
    listReplace(a, listSize(a), listSize(a), collect(b))
    return newRef(a)
  },
  sq_inplace_repeat: (o: Address, times: number) => {
    if (times <= 0) listClear(o)
    else listReplace(o, listSize(o), listSize(o), repeated(o, Number(times) - 1))
    return newRef(o)
  },
  mp_length: sizeOf,
  mp_subscript: (o: Address, key: Address) => subscript(o, key, 'list', newListOf),
  mp_ass_subscript: setSubscript,
}

function pop(list: Address, which: Address | undefined): Address {
  const size = listSize(list)
  if (size === 0) raise(E.IndexError, 'pop from empty list')
  const given = which === undefined ? -1 : indexSize(which, E.IndexError)
  const index = inRange(given < 0 ? given + size : given, size, 'pop index out of range')
  const item = newRef(listItem(list, index))
  listReplace(list, index, index + 1, [])
  return item
}

export function listReverse(list: Address): void {
  itemsOf(list).forEach((item, i, all) => {
    setListItem(list, all.length - 1 - i, item)
  })
}

export function describeList(): void {
  describeType(S.PyList_Type, {
    name: 'list',
    size: L.PyListObject.size,
    flags: flag.BASETYPE | flag.HAVE_GC | flag.LIST_SUBCLASS | flag.SEQUENCE,
    slots: {
      ...listSlots,
      tp_hash: apiAddress('PyObject_HashNotImplemented'),
      tp_iter: (o: Address) => newIterator(S.PyListIter_Type, o),
      tp_new: apiAddress('PyType_GenericNew'),
      tp_alloc: apiAddress('PyType_GenericAlloc'),
      tp_free: apiAddress('PyObject_GC_Del'),
    },
    methods: {
      ...shared,
      append: args(1, (o, item) => done(listAppend(o, item))),
      extend: args(1, (o, source) => done(listReplace(o, listSize(o), listSize(o), collect(source)))),
      insert: args(2, (o, index = NULL, item = NULL) => done(listInsert(o, indexSize(index, E.IndexError), item))),
      pop: argsBetween(0, 1, pop),
      clear: args(0, (o) => done(listClear(o))),
      copy: args(0, (o) => newListOf(itemsOf(o).map(newRef))),
      reverse: args(0, (o) => done(listReverse(o))),
      sort: {
        ...args(0, newRef),
        withKeywords: (o, given, kwargs) => done(listSort(o, sortRequest(given, kwargs))),
      },
      __reversed__: args(0, (o) => newIterator(S.PyListRevIter_Type, o, listSize(o) - 1)),
      __sizeof__: args(0, (o) => newInt(L.PyListObject.size + 8 * readSize(o, L.PyListObject.allocated))),
      __class_getitem__: classGetItem,
      remove: args(1, (o, item) => {
        const at = findItem(o, item)
        if (at < 0) raise(E.ValueError, 'list.remove(x): x not in list')
        return done(listReplace(o, at, at + 1, []))
      }),
    },
  })
}

function done(_result: unknown): Address {
  return newNone()
}
