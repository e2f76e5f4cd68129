/** Making instances of types: `object.__new__`, `object.__init__` and the call of a type. */
import { callInt, callPointer } from '../boundary/calls.ts'
import { type Address, NULL } from '../memory/address.ts'
import { flag, L } from '../memory/layouts.ts'
import { E, S } from '../memory/statics.ts'
import { readPointer } from '../memory/views.ts'
import { hasFlag } from './allocation.ts'
import { dictGetName, dictSize } from './dict.ts'
import { checkedResult, isSubtype, raise } from './errors.ts'
import { checked, checkedInt } from './indicator.ts'
import { collect } from './iteration.ts'
import { sizeOf, tpName, typeName } from './object.ts'
import { decref, newRef, typeOf } from './refcount.ts'
import { tupleItem } from './sequence.ts'
import { slotOf } from './slots.ts'
import { readStr } from './str.ts'

const F = L.PyTypeObject

/** Memory for an instance through the type's `tp_alloc`. */
export function allocInstance(type: Address, items = 0): Address {
  return checked(callPointer(readPointer(type, F.tp_alloc), type, items))
}

/** `type.__call__`. */
export function callType(type: Address, args: Address, kwargs: Address): Address {
  if (type === S.PyType_Type && sizeOf(args) === 1 && (kwargs === NULL || dictSize(kwargs) === 0)) {
    return newRef(typeOf(tupleItem(args, 0)))
  }
  const tpNew = slotOf(type, 'tp_new')
  if (tpNew === NULL) raise(E.TypeError, `cannot create '${tpName(type)}' instances`)
  const o = checkedResult(callPointer(tpNew, type, args, kwargs), () => `${tpName(type)}.__new__`)
  if (!isSubtype(typeOf(o), type)) return o
  const init = slotOf(typeOf(o), 'tp_init')
  if (init === NULL) return o
  try {
    if (callInt(init, o, args, kwargs) < 0) checkedInt(-1)
  } catch (error) {
    decref(o)
    throw error
  }
  return o
}

function hasArguments(args: Address, kwargs: Address): boolean {
  return sizeOf(args) > 0 || (kwargs !== NULL && dictSize(kwargs) > 0)
}

/** `object.__new__`: arguments are an error unless the type's own `__init__` is there to take them. */
export function objectNew(type: Address, args: Address, kwargs: Address): Address {
  if (hasArguments(args, kwargs)) {
    if (slotOf(type, 'tp_new') !== slotOf(S.PyBaseObject_Type, 'tp_new')) {
      raise(E.TypeError, 'object.__new__() takes exactly one argument (the type to instantiate)')
    }
    if (slotOf(type, 'tp_init') === slotOf(S.PyBaseObject_Type, 'tp_init')) {
      raise(E.TypeError, `${typeName(type)}() takes no arguments`)
    }
  }
  if (hasFlag(type, abstractFlag)) refuseAbstract(type)
  return allocInstance(type)
}

/** Py_TPFLAGS_IS_ABSTRACT: the type has methods that a subclass must define. */
const abstractFlag = 1 << 20

function refuseAbstract(type: Address): never {
  const names = collect(dictGetName(readPointer(type, F.tp_dict), '__abstractmethods__'))
  const shown = names.map((o) => readStr(o)).toSorted()
  for (const o of names) decref(o)
  const plural = shown.length === 1 ? '' : 's'
  raise(
    E.TypeError,
    `Can't instantiate abstract class ${typeName(type)} with abstract method${plural} ${shown.join(', ')}`,
  )
}

export function objectInit(self: Address, args: Address, kwargs: Address): number {
  if (!hasArguments(args, kwargs)) return 0
  const type = typeOf(self)
  if (slotOf(type, 'tp_init') !== slotOf(S.PyBaseObject_Type, 'tp_init')) {
    raise(E.TypeError, 'object.__init__() takes exactly one argument (the instance to initialize)')
  }
  if (slotOf(type, 'tp_new') === slotOf(S.PyBaseObject_Type, 'tp_new')) {
    raise(E.TypeError, `${typeName(type)}.__init__() takes exactly one argument (the instance to initialize)`)
  }
  return 0
}

export interface NewCall {
  /** The class to instantiate; NULL when the caller gave none. */
  wanted: Address
  args: Address
  kwargs: Address
}

/** `T.__new__(cls, …)` as a static method of a type with a tp_new: refuses classes whose memory T cannot lay out. */
export function callNewMethod(type: Address, { wanted, args, kwargs }: NewCall): Address {
  const name = tpName(type)
  if (wanted === NULL) raise(E.TypeError, `${name}.__new__(): not enough arguments`)
  if (!hasFlag(typeOf(wanted), flag.TYPE_SUBCLASS)) {
    raise(E.TypeError, `${name}.__new__(X): X is not a type object (${tpName(typeOf(wanted))})`)
  }
  if (!isSubtype(wanted, type)) {
    raise(E.TypeError, `${name}.__new__(${tpName(wanted)}): ${tpName(wanted)} is not a subtype of ${name}`)
  }
  const layout = layoutBase(wanted)
  if (layout !== NULL && slotOf(layout, 'tp_new') !== slotOf(type, 'tp_new')) {
    raise(E.TypeError, `${name}.__new__(${tpName(wanted)}) is not safe, use ${tpName(layout)}.__new__()`)
  }
  return checked(callPointer(slotOf(type, 'tp_new'), wanted, args, kwargs))
}

/** The nearest base that is not made by the host: its tp_new knows the struct. */
function layoutBase(type: Address): Address {
  let base = type
  while (base !== NULL && hostMadeNew !== NULL && slotOf(base, 'tp_new') === hostMadeNew)
    base = readPointer(base, F.tp_base)
  return base
}
let hostMadeNew = NULL
/** The tp_new that stands for a `__new__` written in the host's language. */
export function connectHostNew(fn: Address): void {
  hostMadeNew = fn
}
