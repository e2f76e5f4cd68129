/** `collections.OrderedDict`, the type that C names too. Its order is the dict's own: CPython's list of nodes stays empty. */
import { callInt } from '../../boundary/calls.ts'
import { type Address, NULL } from '../../memory/address.ts'
import { flag, L } from '../../memory/layouts.ts'
import { apiAddress, E, none, S } from '../../memory/statics.ts'
import { readPointer, writePointer } from '../../memory/views.ts'
import { freeObject } from '../../runtime/allocation.ts'
import { describeType } from '../../runtime/define.ts'
import { dictEntries, dictGet, dictSetName, releaseDict } from '../../runtime/dict.ts'
import { raise, raiseObject } from '../../runtime/errors.ts'
import { ensureInstanceDict } from '../../runtime/lookup.ts'
import { bool, EQ, equal, isDict, isInstance, NE, notImplemented, typeName } from '../../runtime/object.ts'
import { newRef, typeOf, xdecref } from '../../runtime/refcount.ts'
import { tupleItem } from '../../runtime/sequence.ts'
import { newStr } from '../../runtime/str.ts'
import { typeReady } from '../../runtime/type-ready.ts'
import { clearWeakRefs } from '../../runtime/weakref.ts'
import { type Body, fn } from '../kit/functions.ts'
import { permanent, result, scope } from '../kit/scope.ts'
import { attr, attrOr, invoke, isTruthy, items, iter, list, method, reprOf, tuple } from '../kit/values.ts'

const F = L.PyTypeObject
const dictAt = 96
const weakListAt = 104

const base = (key: string, ...args: Address[]): Address => invoke(attr(S.PyDict_Type, key), ...args)
const keys = (o: Address): Address[] => dictEntries(o).map(([key]) => key)
const pairs = (o: Address): Address => list(dictEntries(o).map(([key, value]) => tuple(key, value)))

const methods: Record<string, Body> = {
  'move_to_end(self, key, last=True)': (self = NULL, key = NULL, last = NULL) => {
    const value = dictGet(self, key)
    if (value === NULL) raiseObject(E.KeyError, key)
    const kept = tuple(key, value)
    const others = isTruthy(last)
      ? list([])
      : list(items(pairs(self)).filter((pair) => !equal(tupleItem(pair, 0), key)))
    for (const pair of [kept, ...items(others)]) {
      base('__delitem__', self, tupleItem(pair, 0))
      base('__setitem__', self, tupleItem(pair, 0), tupleItem(pair, 1))
    }
  },
  'popitem(self, last=True)': (self = NULL, last = NULL) => {
    const entry = isTruthy(last) ? dictEntries(self).at(-1) : dictEntries(self)[0]
    if (entry === undefined) raise(E.KeyError, 'dictionary is empty')
    const pair = tuple(...entry)
    method(self, '__delitem__', tupleItem(pair, 0))
    return pair
  },
  '__reversed__(self)': (self = NULL) => iter(list(keys(self).toReversed())),
  'copy(self)': (self = NULL) => invoke(typeOf(self), self),
  '__copy__(self)': (self = NULL) => invoke(typeOf(self), self),
  '__reduce__(self)': (self = NULL) => {
    const attributes = attrOr(self, '__dict__', none())
    const state = isDict(attributes) && dictEntries(attributes).length > 0 ? attributes : none()
    return tuple(typeOf(self), tuple(), state, none(), iter(method(self, 'items')))
  },
}

const printing = new Set<Address>()
function represent(self: Address): Address {
  const name = typeName(typeOf(self))
  if (printing.has(self)) return newStr('...')
  printing.add(self)
  try {
    const inside = dictEntries(self).length === 0 ? '' : scope(() => reprOf(pairs(self)))
    return newStr(`${name}(${inside})`)
  } finally {
    printing.delete(self)
  }
}

/** Of two ordered ones the order counts too. */
function same(a: Address, b: Address): boolean {
  return scope(() => {
    if (!isTruthy(base('__eq__', a, b))) return false
    return !isInstance(b, S.PyODict_Type) || isTruthy(method(list(keys(a)), '__eq__', list(keys(b))))
  })
}

function union(a: Address, b: Address): Address {
  if (!isDict(a) || !isDict(b)) return notImplemented()
  return result(() => {
    const made = invoke(typeOf(isInstance(a, S.PyODict_Type) ? a : b), a)
    method(made, 'update', b)
    return made
  })
}

export function describeOrderedDict(): void {
  const type = S.PyODict_Type
  const inherited = (slot: number) => readPointer(S.PyDict_Type, slot)
  describeType(type, {
    name: 'collections.OrderedDict',
    size: weakListAt + 8,
    base: S.PyDict_Type,
    flags: flag.BASETYPE | flag.HAVE_GC | flag.DICT_SUBCLASS | flag.MAPPING,
    dictOffset: dictAt,
    weakListOffset: weakListAt,
    slots: {
      tp_dealloc: (o: Address) => {
        clearWeakRefs(o)
        xdecref(readPointer(o, dictAt))
        releaseDict(o)
        freeObject(o)
      },
      tp_traverse: (o: Address, visit: Address, arg: number) => {
        const held = readPointer(o, dictAt)
        return (held === NULL ? 0 : callInt(visit, held, arg)) || callInt(inherited(F.tp_traverse), o, visit, arg)
      },
      tp_clear: (o: Address) => {
        const held = readPointer(o, dictAt)
        writePointer(o, dictAt, NULL)
        xdecref(held)
        return callInt(inherited(F.tp_clear), o)
      },
      tp_repr: represent,
      tp_hash: apiAddress('PyObject_HashNotImplemented'),
      tp_getattro: apiAddress('PyObject_GenericGetAttr'),
      tp_setattro: apiAddress('PyObject_GenericSetAttr'),
      tp_richcompare: (a: Address, b: Address, op: number) =>
        isDict(b) && (op === EQ || op === NE) ? bool(same(a, b) === (op === EQ)) : notImplemented(),
      nb_or: union,
      nb_inplace_or: (self: Address, other: Address) =>
        result(() => {
          method(self, 'update', other)
          return self
        }),
    },
    getset: { __dict__: { get: (o) => newRef(ensureInstanceDict(o)) } },
  })
  typeReady(type)
  permanent(() => {
    for (const [source, body] of Object.entries(methods)) {
      const function_ = fn(source, body, { module: 'collections', prefix: 'OrderedDict.' })
      dictSetName(readPointer(type, F.tp_dict), source.slice(0, source.indexOf('(')), function_)
    }
  })
}
