/** `dict`, its views and iterators. */
import { callInt, callPointer } from '../../boundary/calls.ts'
import { type Address, NULL } from '../../memory/address.ts'
import { flag, L } from '../../memory/layouts.ts'
import { apiAddress, E, none, S } from '../../memory/statics.ts'
import { readPointer, readSize, writePointer, writeSize } from '../../memory/views.ts'
import { freeObject, newZeroedObject, track } from '../allocation.ts'
import { call } from '../call.ts'
import { args, argsBetween, describeType, type Method } from '../define.ts'
import {
  copyDict,
  dictClear,
  dictDelete,
  dictEntries,
  dictGet,
  dictRemove,
  dictSet,
  dictSize,
  dictTable,
  initDict,
  newDict,
  releaseDict,
} from '../dict.ts'
import { except, raise, raiseObject } from '../errors.ts'
import { checked, checkedInt } from '../indicator.ts'
import { allocInstance } from '../instances.ts'
import { newInt } from '../int.ts'
import { collect, iteratorIndex, iteratorObject, iteratorSize, iteratorSizeAtStart, newIterator } from '../iteration.ts'
import { restPickling } from '../iterator-reduce.ts'
import { getAttrName, lookupSpecial } from '../lookup.ts'
import {
  bool,
  EQ,
  equal,
  isDict,
  itemsOf,
  NE,
  nameOf,
  newNone,
  notImplemented,
  reprText,
  sizeOf,
  slotFor,
} from '../object.ts'
import { decref, newRef, typeOf, withHeld, xnewRef } from '../refcount.ts'
import { newListOf, newTuple } from '../sequence.ts'
import { newStr } from '../str.ts'
import { classGetItem } from './class-getitem.ts'
import { newProxy, viewSetMethods, viewSetSlots } from './dict-view-sets.ts'
import { ownerSlots } from './function-types.ts'
import { reprItems } from './sequence-types.ts'

/** Adds the entries of a mapping or of an iterable of pairs. `override` false keeps what is there. */
export function mergeInto(dict: Address, source: Address, override = true): void {
  const put = (key: Address, value: Address) => {
    if (override || dictGet(dict, key) === NULL) dictSet(dict, key, value)
  }
  if (isDict(source)) {
    for (const [key, value] of dictEntries(source)) put(key, value)
    return
  }
  const method = getAttrName(source, 'keys')
  const keys = call(method, [])
  decref(method)
  const all = (() => {
    try {
      return collect(keys)
    } finally {
      decref(keys)
    }
  })()
  try {
    const subscript = slotFor(source, 'mp_subscript')
    if (subscript === NULL && all.length > 0) raise(E.TypeError, `'${nameOf(source)}' object is not subscriptable`)
    for (const key of all) {
      const value = checked(callPointer(subscript, source, key))
      try {
        put(key, value)
      } finally {
        decref(value)
      }
    }
  } finally {
    for (const key of all) decref(key)
  }
}

export function mergePairs(dict: Address, source: Address, override = true): void {
  const entries = collect(source)
  try {
    for (const [i, entry] of entries.entries()) mergePair(dict, entry, { position: i, override })
  } finally {
    for (const entry of entries) decref(entry)
  }
}
function mergePair(
  dict: Address,
  entry: Address,
  { position, override }: { position: number; override: boolean },
): void {
  const pair = except(
    E.TypeError,
    () => collect(entry),
    () => raise(E.TypeError, `cannot convert dictionary update sequence element #${position} to a sequence`),
  )
  try {
    if (pair.length !== 2)
      raise(E.ValueError, `dictionary update sequence element #${position} has length ${pair.length}; 2 is required`)
    const [key = NULL, value = NULL] = pair
    if (override || dictGet(dict, key) === NULL) dictSet(dict, key, value)
  } finally {
    for (const o of pair) decref(o)
  }
}

function update(dict: Address, given: readonly Address[], kwargs: Address): void {
  const [source] = given
  if (given.length > 1) raise(E.TypeError, `update expected at most 1 argument, got ${given.length}`)
  if (source !== undefined) {
    if (isDict(source) || (slotFor(source, 'mp_subscript') !== NULL && hasKeys(source))) mergeInto(dict, source)
    else mergePairs(dict, source)
  }
  if (kwargs !== NULL) mergeInto(dict, kwargs)
}
function hasKeys(o: Address): boolean {
  const keys = lookupSpecial(o, 'keys')
  if (keys !== NULL) decref(keys)
  return keys !== NULL
}

function dictRepr(o: Address): Address {
  return reprItems(o, '{', '}', () => heldEntries(o, (all) => all.map(([k, v]) => `${reprText(k)}: ${reprText(v)}`)))
}

function dictsEqual(a: Address, b: Address): boolean {
  if (dictSize(a) !== dictSize(b)) return false
  return heldEntries(a, (entries) =>
    entries.every(([key, value]) => {
      const other = dictGet(b, key)
      return other !== NULL && withHeld([other], () => equal(value, other))
    }),
  )
}

/** The entries now, which live while `use` runs code that may take them out of the dict. */
function heldEntries<Result>(dict: Address, use: (entries: readonly [Address, Address][]) => Result): Result {
  const entries = dictEntries(dict)
  return withHeld(entries.flat(), () => use(entries))
}

function traverse(o: Address, visit: Address, arg: number): number {
  const table = dictTable(o)
  for (const i of table.positions()) {
    const stop = callInt(visit, table.keyAt(i), arg) || callInt(visit, table.valueAt(i), arg)
    if (stop !== 0) return stop
  }
  return 0
}

function subscript(dict: Address, key: Address): Address {
  const value = dictGet(dict, key)
  if (value !== NULL) return newRef(value)
  if (typeOf(dict) !== S.PyDict_Type) {
    const missing = lookupSpecial(dict, '__missing__')
    if (missing !== NULL) {
      try {
        return call(missing, [key])
      } finally {
        decref(missing)
      }
    }
  }
  raiseObject(E.KeyError, key)
}

function popKey(dict: Address, key: Address, otherwise: Address = NULL): Address {
  const value = xnewRef(dictGet(dict, key))
  if (value === NULL) return otherwise === NULL ? raiseObject(E.KeyError, key) : newRef(otherwise)
  dictRemove(dict, key)
  return value
}

export function setDefault(dict: Address, key: Address, value: Address): Address {
  const known = dictGet(dict, key)
  if (known !== NULL) return known
  dictSet(dict, key, value)
  return value
}

export function entryTuples(dict: Address): Address[] {
  return dictEntries(dict).map(([key, value]) => newTuple([key, value]))
}

const methods: Record<string, Method> = {
  get: argsBetween(1, 2, (o, key = NULL, otherwise = none()) => newRef(dictGet(o, key) || otherwise)),
  setdefault: argsBetween(1, 2, (o, key = NULL, value = none()) => newRef(setDefault(o, key, value))),
  pop: argsBetween(1, 2, (o, key = NULL, otherwise = NULL) => popKey(o, key, otherwise)),
  popitem: args(0, (o) => {
    const table = dictTable(o)
    const last = table.previous(table.length - 1)
    if (last < 0) return raise(E.KeyError, 'popitem(): dictionary is empty')
    const key = table.keyAt(last)
    const pair = newTuple([key, table.valueAt(last)])
    dictDelete(o, key)
    return pair
  }),
  clear: args(0, (o) => {
    dictClear(o)
    return newNone()
  }),
  copy: args(0, copyDict),
  update: {
    ...argsBetween(0, 1, () => newNone()),
    withKeywords: (o, given, kwargs) => {
      update(o, given, kwargs)
      return newNone()
    },
  },
  __reversed__: args(0, (o) => newReverse(S.PyDictRevIterKey_Type, o)),
  __class_getitem__: classGetItem,
  keys: args(0, (o) => newView(S.PyDictKeys_Type, o)),
  values: args(0, (o) => newView(S.PyDictValues_Type, o)),
  items: args(0, (o) => newView(S.PyDictItems_Type, o)),
  fromkeys: { ...argsBetween(1, 2, (type, keys = NULL, value = none()) => fromKeys(type, keys, value)), kind: 'class' },
}

export function describeDict(): void {
  describeType(S.PyDict_Type, {
    name: 'dict',
    size: L.PyDictObject.size,
    flags: flag.BASETYPE | flag.HAVE_GC | flag.DICT_SUBCLASS | flag.MAPPING,
    slots: {
      tp_dealloc: (o: Address) => {
        releaseDict(o)
        freeObject(o)
      },
      tp_traverse: traverse,
      tp_clear: (o: Address) => {
        dictClear(o)
        return 0
      },
      tp_repr: dictRepr,
      tp_hash: apiAddress('PyObject_HashNotImplemented'),
      tp_richcompare: (a: Address, b: Address, op: number) =>
        isDict(a) && isDict(b) && (op === EQ || op === NE) ? bool(dictsEqual(a, b) === (op === EQ)) : notImplemented(),
      tp_iter: (o: Address) => newDictIterator(S.PyDictIterKey_Type, o),
      tp_new: (type: Address) => {
        const o = allocInstance(type)
        initDict(o)
        return o
      },
      tp_alloc: apiAddress('PyType_GenericAlloc'),
      tp_init: (o: Address, given: Address, kwargs: Address) => {
        update(o, itemsOf(given), kwargs)
        return 0
      },
      tp_free: apiAddress('PyObject_GC_Del'),
      mp_length: dictSize,
      mp_subscript: subscript,
      mp_ass_subscript: (o: Address, key: Address, value: Address) => {
        if (value === NULL) dictDelete(o, key)
        else dictSet(o, key, value)
        return 0
      },
      sq_contains: (o: Address, key: Address) => (dictGet(o, key) === NULL ? 0 : 1),
      nb_or: (a: Address, b: Address) => {
        if (!isDict(a) || !isDict(b)) return notImplemented()
        const merged = copyDict(a)
        mergeInto(merged, b)
        return merged
      },
      nb_inplace_or: (a: Address, b: Address) => {
        update(a, [b], NULL)
        return newRef(a)
      },
    },
    methods,
  })
  describeViews()
}

function fromKeys(type: Address, keys: Address, value: Address): Address {
  const dict = type === S.PyDict_Type ? newDict() : call(type, [])
  const put = isDict(dict) ? dictSet : setItem
  for (const key of collect(keys)) {
    put(dict, key, value)
    decref(key)
  }
  return dict
}
function setItem(o: Address, key: Address, value: Address): void {
  checkedInt(callInt(slotFor(o, 'mp_ass_subscript'), o, key, value))
}

function newView(type: Address, dict: Address): Address {
  const view = newZeroedObject(type, 24)
  writePointer(view, 16, newRef(dict))
  track(view)
  return view
}
const dictOf = (view: Address): Address => readPointer(view, 16)

/** The iterator remembers the size behind its position: a change of size makes it stop with an error. */
function newDictIterator(type: Address, dict: Address): Address {
  const iterator = newIterator(type, dict)
  writeSize(iterator, iteratorSizeAtStart, dictSize(dict))
  return iterator
}

/** Backwards from the last position. */
function newReverse(type: Address, dict: Address): Address {
  const iterator = newDictIterator(type, dict)
  writeSize(iterator, iteratorIndex, dictTable(dict).length - 1)
  return iterator
}

function describeViews(): void {
  const kinds = [
    {
      view: S.PyDictKeys_Type,
      iterator: S.PyDictIterKey_Type,
      reversed: S.PyDictRevIterKey_Type,
      name: 'keys',
      one: 'key',
      item: (k: Address, _v: Address) => newRef(k),
    },
    {
      view: S.PyDictValues_Type,
      iterator: S.PyDictIterValue_Type,
      reversed: S.PyDictRevIterValue_Type,
      name: 'values',
      one: 'value',
      item: (_k: Address, v: Address) => newRef(v),
    },
    {
      view: S.PyDictItems_Type,
      iterator: S.PyDictIterItem_Type,
      reversed: S.PyDictRevIterItem_Type,
      name: 'items',
      one: 'item',
      item: (k: Address, v: Address) => newTuple([k, v]),
    },
  ]
  for (const { view, iterator, reversed, name, one, item } of kinds) {
    const all = (o: Address) => dictEntries(dictOf(o)).map(([k, v]) => item(k, v))
    describeType(view, {
      name: `dict_${name}`,
      size: 24,
      flags: flag.HAVE_GC,
      slots: {
        ...ownerSlots([16]),
        tp_iter: (o: Address) => newDictIterator(iterator, dictOf(o)),
        tp_repr: (o: Address) => {
          const list = newListOf(all(o))
          const text = newStr(`dict_${name}(${reprText(list)})`)
          decref(list)
          return text
        },
        sq_length: (o: Address) => dictSize(dictOf(o)),
        sq_contains: (o: Address, wanted: Address) => contains(dictOf(o), wanted, one),
        ...(one === 'value' ? {} : viewSetSlots),
      },
      methods: {
        ...(one === 'value' ? {} : viewSetMethods),
        __reversed__: args(0, (o) => newReverse(reversed, dictOf(o))),
      },
      getset: { mapping: { get: (o) => newProxy(dictOf(o)) } },
    })
    const describeIterator = (type: Address, label: string, step: 1 | -1) =>
      describeType(type, {
        name: label,
        size: iteratorSize,
        flags: flag.HAVE_GC,
        slots: {
          ...ownerSlots([iteratorObject]),
          tp_iter: newRef,
          tp_iternext: (o: Address) => nextEntry(o, item, step),
        },
        methods: {
          __length_hint__: args(0, (o) => newInt(remaining(o, step))),
          ...restPickling((o) => nextEntry(o, item, step)),
        },
      })
    describeIterator(iterator, `dict_${one}iterator`, 1)
    describeIterator(reversed, `dict_reverse${one}iterator`, -1)
  }
}

function contains(dict: Address, wanted: Address, one: string): number {
  if (one === 'key') return dictGet(dict, wanted) === NULL ? 0 : 1
  if (one === 'value') return dictEntries(dict).some(([, value]) => equal(value, wanted)) ? 1 : 0
  const [key = NULL, value = NULL] = typeOf(wanted) === S.PyTuple_Type && sizeOf(wanted) === 2 ? itemsOf(wanted) : []
  const found = key === NULL ? NULL : dictGet(dict, key)
  return found !== NULL && equal(found, value) ? 1 : 0
}

function remaining(iterator: Address, step: 1 | -1): number {
  const dict = readPointer(iterator, iteratorObject)
  if (dict === NULL || readSize(iterator, iteratorSizeAtStart) !== dictSize(dict)) return 0
  const at = readSize(iterator, iteratorIndex)
  return dictTable(dict)
    .positions()
    .filter((i) => (step > 0 ? i >= at : i <= at)).length
}

function nextEntry(iterator: Address, item: (key: Address, value: Address) => Address, step: 1 | -1): Address {
  const dict = readPointer(iterator, iteratorObject)
  if (dict === NULL) return NULL
  if (readSize(iterator, iteratorSizeAtStart) !== dictSize(dict)) {
    writeSize(iterator, iteratorSizeAtStart, -1)
    raise(E.RuntimeError, 'dictionary changed size during iteration')
  }
  const table = dictTable(dict)
  const start = readSize(iterator, iteratorIndex)
  const position = step > 0 ? table.next(start) : table.previous(start)
  if (position < 0) {
    writePointer(iterator, iteratorObject, NULL)
    decref(dict)
    return NULL
  }
  writeSize(iterator, iteratorIndex, position + step)
  return item(table.keyAt(position), table.valueAt(position))
}
