/** Types that stand for another object: `mappingproxy`, `weakproxy`, `weakcallableproxy`. */
import { callInt, callPointer, type NativeFunction } from '../../boundary/calls.ts'
import { type Address, NULL } from '../../memory/address.ts'
import { flag, L } from '../../memory/layouts.ts'
import { apiAddress, E, none, S } from '../../memory/statics.ts'
import { readPointer, writePointer } from '../../memory/views.ts'
import { freeObject, newZeroedObject, track } from '../allocation.ts'
import { call } from '../call.ts'
import { args, argsBetween, describeType, type Method, type TypeDescription } from '../define.ts'
import { dictGet } from '../dict.ts'
import { raise } from '../errors.ts'
import { checked, checkedInt } from '../indicator.ts'
import { getIter } from '../iteration.ts'
import { getAttr, getAttrName, setAttr } from '../lookup.ts'
import { isDict, isList, isTrue, isTuple, itemsOf, nameOf, reprText, richCompare, slotFor, str } from '../object.ts'
import { binaryOperation, inPlaceOperation, powerOperation, unaryOperation } from '../operators.ts'
import { decref, newRef, typeOf } from '../refcount.ts'
import { newStr } from '../str.ts'
import { deallocWeakRef, referent } from '../weakref.ts'
import { ownerSlots } from './function-types.ts'

const mappingAt = 16

/** PyDictProxy_New. */
export function newMappingProxy(mapping: Address): Address {
  const usable = slotFor(mapping, 'mp_subscript') !== NULL && !isList(mapping) && !isTuple(mapping)
  if (!usable) raise(E.TypeError, `mappingproxy() argument must be a mapping, not ${nameOf(mapping)}`)
  const o = newZeroedObject(S.PyDictProxy_Type, mappingAt + 8)
  writePointer(o, mappingAt, newRef(mapping))
  track(o)
  return o
}
function mappingOf(o: Address): Address {
  return typeOf(o) === S.PyDictProxy_Type ? readPointer(o, mappingAt) : o
}

/** A method of the mapping itself. */
function forward(name: string, least: number, most: number): Method {
  return argsBetween(least, most, (o, ...given) => {
    const method = getAttrName(mappingOf(o), name)
    try {
      return call(method, given)
    } finally {
      decref(method)
    }
  })
}

function contains(o: Address, key: Address): number {
  const mapping = mappingOf(o)
  if (isDict(mapping)) return dictGet(mapping, key) === NULL ? 0 : 1
  return checkedInt(callInt(apiAddress('PySequence_Contains'), mapping, key))
}

const merge = binaryOperation('nb_or', '|')

function describeMappingProxy(): void {
  const iteration = { keys: 0, values: 0, items: 0, copy: 0, __reversed__: 0 }
  describeType(S.PyDictProxy_Type, {
    name: 'mappingproxy',
    size: mappingAt + 8,
    flags: flag.HAVE_GC | flag.MAPPING,
    slots: {
      ...ownerSlots([mappingAt]),
      tp_new: (_type: Address, given: Address) => {
        const [mapping] = itemsOf(given)
        return mapping === undefined
          ? raise(E.TypeError, "mappingproxy() missing required argument 'mapping' (pos 1)")
          : newMappingProxy(mapping)
      },
      tp_repr: (o: Address) => newStr(`mappingproxy(${reprText(mappingOf(o))})`),
      tp_str: (o: Address) => str(mappingOf(o)),
      tp_iter: (o: Address) => getIter(mappingOf(o)),
      tp_richcompare: (a: Address, b: Address, op: number) => richCompare(mappingOf(a), b, op),
      mp_length: (o: Address) => checkedInt(callPointer(slotFor(mappingOf(o), 'mp_length'), mappingOf(o))),
      mp_subscript: (o: Address, key: Address) =>
        checked(callPointer(slotFor(mappingOf(o), 'mp_subscript'), mappingOf(o), key)),
      sq_contains: contains,
      nb_or: (a: Address, b: Address) => merge(mappingOf(a), mappingOf(b)),
      nb_inplace_or: (o: Address) => raise(E.TypeError, `'|=' is not supported by ${nameOf(o)}; use '|' instead`),
    },
    methods: {
      get: forward('get', 1, 2),
      ...Object.fromEntries(Object.keys(iteration).map((name) => [name, forward(name, 0, 0)])),
    },
  })
}

/** What the proxy stands for, borrowed; another object is itself. */
function behind(o: Address): Address {
  const type = typeOf(o)
  if (type !== S._PyWeakref_ProxyType && type !== S._PyWeakref_CallableProxyType) return o
  const target = referent(o)
  return target === none() ? raise(E.ReferenceError, 'weakly-referenced object no longer exists') : target
}

/** The operation on what the proxies stand for, kept alive meanwhile. */
function through(run: (...args: Address[]) => Address, proxies = 2): NativeFunction {
  return (...given: number[]) => {
    const all = given as Address[]
    const held = all.map((o, i) => (i < proxies && o !== NULL ? newRef(behind(o)) : o))
    try {
      return run(...held)
    } finally {
      for (const o of held.slice(0, proxies)) if (o !== NULL) decref(o)
    }
  }
}

const binary = {
  nb_add: '+',
  nb_subtract: '-',
  nb_multiply: '*',
  nb_remainder: '%',
  nb_divmod: 'divmod()',
  nb_lshift: '<<',
  nb_rshift: '>>',
  nb_and: '&',
  nb_xor: '^',
  nb_or: '|',
  nb_floor_divide: '//',
  nb_true_divide: '/',
  nb_matrix_multiply: '@',
} as const
const inPlace = {
  nb_inplace_add: ['nb_add', '+='],
  nb_inplace_subtract: ['nb_subtract', '-='],
  nb_inplace_multiply: ['nb_multiply', '*='],
  nb_inplace_remainder: ['nb_remainder', '%='],
  nb_inplace_lshift: ['nb_lshift', '<<='],
  nb_inplace_rshift: ['nb_rshift', '>>='],
  nb_inplace_and: ['nb_and', '&='],
  nb_inplace_xor: ['nb_xor', '^='],
  nb_inplace_or: ['nb_or', '|='],
  nb_inplace_floor_divide: ['nb_floor_divide', '//='],
  nb_inplace_true_divide: ['nb_true_divide', '/='],
  nb_inplace_matrix_multiply: ['nb_matrix_multiply', '@='],
} as const
const unary = { nb_negative: 'unary -', nb_positive: 'unary +', nb_absolute: 'abs()', nb_invert: 'unary ~' } as const

type Slots = TypeDescription['slots']
function keysOf<T extends object>(table: T): (keyof T & string)[] {
  return Object.keys(table) as (keyof T & string)[]
}

function numberSlots(): Slots {
  const slots: Slots = {}
  for (const name of keysOf(binary)) slots[name] = through(binaryOperation(name, binary[name]))
  for (const name of keysOf(inPlace)) {
    const [slot, symbol] = inPlace[name]
    slots[name] = through(inPlaceOperation(name, slot, symbol))
  }
  for (const name of keysOf(unary)) slots[name] = through(unaryOperation(name, unary[name]), 1)
  slots.nb_power = through((a, b, modulus) => powerOperation(a ?? NULL, b ?? NULL, modulus ?? NULL), 3)
  return slots
}

/** Calls a function of the API that takes the object first. */
function api(name: Parameters<typeof apiAddress>[0], proxies = 1): NativeFunction {
  return through((...given) => checked(callPointer(apiAddress(name), ...given)), proxies)
}

function describeWeakProxies(): void {
  const shared: Slots = {
    ...ownerSlots([L.PyWeakReference.wr_callback]),
    ...numberSlots(),
    nb_bool: (o: Address) => (isTrue(behind(o)) ? 1 : 0),
    nb_int: api('PyNumber_Long'),
    nb_float: api('PyNumber_Float'),
    nb_index: api('PyNumber_Index'),
    tp_dealloc: (o: Address) => {
      deallocWeakRef(o)
      freeObject(o)
    },
    tp_repr: (o: Address) => {
      const target = referent(o)
      return newStr(`<weakproxy at 0x${o.toString(16)} to ${nameOf(target)} at 0x${target.toString(16)}>`)
    },
    tp_str: through((o = NULL) => str(o), 1),
    tp_hash: (o: Address) => raise(E.TypeError, `unhashable type: '${nameOf(o)}'`),
    tp_getattro: through((o = NULL, key = NULL) => getAttr(o, key), 1),
    tp_setattro: (o: Address, key: Address, value: Address) => {
      setAttr(behind(o), key, value)
      return 0
    },
    tp_richcompare: (a: Address, b: Address, op: number) => richCompare(behind(a), behind(b), op),
    tp_iter: through((o = NULL) => getIter(o), 1),
    tp_iternext: (o: Address) => {
      const target = behind(o)
      const next = slotFor(target, 'tp_iternext')
      if (next === NULL) raise(E.TypeError, `Weakref proxy referenced a non-iterator '${nameOf(target)}' object`)
      return callPointer(next, target)
    },
    mp_length: (o: Address) => checkedInt(callPointer(apiAddress('PyObject_Size'), behind(o))),
    mp_subscript: api('PyObject_GetItem'),
    mp_ass_subscript: (o: Address, key: Address, value: Address) =>
      value === NULL
        ? checkedInt(callInt(apiAddress('PyObject_DelItem'), behind(o), key))
        : checkedInt(callInt(apiAddress('PyObject_SetItem'), behind(o), key, value)),
    sq_contains: (o: Address, item: Address) => checkedInt(callInt(apiAddress('PySequence_Contains'), behind(o), item)),
  }
  const common = {
    size: L.PyWeakReference.size,
    flags: flag.HAVE_GC,
    methods: {
      __bytes__: args(0, (o) => checked(callPointer(apiAddress('PyObject_Bytes'), behind(o)))),
      __reversed__: args(0, (o) => {
        const method = getAttrName(behind(o), '__reversed__')
        try {
          return call(method, [])
        } finally {
          decref(method)
        }
      }),
    },
  }
  describeType(S._PyWeakref_ProxyType, { name: 'weakref.ProxyType', ...common, slots: shared })
  describeType(S._PyWeakref_CallableProxyType, {
    name: 'weakref.CallableProxyType',
    ...common,
    slots: { ...shared, tp_call: api('PyObject_Call') },
  })
}

export function describeProxies(): void {
  describeMappingProxy()
  describeWeakProxies()
}
