/** `object`. */

import { callPointer } from '../../boundary/calls.ts'
import { type Address, NULL, plus } from '../../memory/address.ts'
import { flag, L } from '../../memory/layouts.ts'
import { apiAddress, E, S } from '../../memory/statics.ts'
import { readCString } from '../../memory/text.ts'
import { readPointer, readSize, writePointer } from '../../memory/views.ts'
import { freeObject, hasFlag } from '../allocation.ts'
import { args, describeType } from '../define.ts'
import { dictEntries, dictGetName } from '../dict.ts'
import { isSubtype, raise } from '../errors.ts'
import { checked } from '../indicator.ts'
import { objectInit, objectNew } from '../instances.ts'
import { newInt } from '../int.ts'
import { instanceDict } from '../lookup.ts'
import {
  bool,
  EQ,
  isStr,
  isTrue,
  isType,
  itemsOf,
  NE,
  newNone,
  notImplemented,
  slotFor,
  str,
  tpName,
  typeName,
} from '../object.ts'
import { pickling } from '../object-reduce.ts'
import { decref, incref, newRef, typeOf } from '../refcount.ts'
import { newListOf } from '../sequence.ts'
import { newStr, readStr } from '../str.ts'

const F = L.PyTypeObject

/** Where an object is, as `id` and default hashes use it. */
export function pointerHash(o: Address): number {
  return Math.floor(o / 16)
}

function moduleOfType(type: Address): string {
  const full = tpName(type)
  const dot = full.lastIndexOf('.')
  if (hasFlag(type, flag.HEAPTYPE)) {
    const module = dictGetName(readPointer(type, L.PyTypeObject.tp_dict), '__module__')
    return module !== NULL && isStr(module) ? readStr(module) : ''
  }
  return dot < 0 ? 'builtins' : full.slice(0, dot)
}

function objectRepr(o: Address): Address {
  const type = typeOf(o)
  const module = moduleOfType(type)
  const own = hasFlag(type, flag.HEAPTYPE) ? readStr(readPointer(type, L.PyHeapTypeObject.ht_qualname)) : typeName(type)
  const name = module === '' || module === 'builtins' ? own : `${module}.${own}`
  return newStr(`<${name} object at 0x${o.toString(16).padStart(12, '0')}>`)
}

function objectCompare(a: Address, b: Address, op: number): Address {
  if (op === EQ) return a === b ? bool(true) : notImplemented()
  const compare = slotFor(a, 'tp_richcompare')
  if (op !== NE || compare === NULL) return notImplemented()
  const result = checked(callPointer(compare, a, b, EQ))
  if (result === S._Py_NotImplementedStruct) return result
  const equal = isTrue(result)
  decref(result)
  return bool(!equal)
}

function setClass(o: Address, type: Address): number {
  if (type === NULL) raise(E.TypeError, "can't delete __class__ attribute")
  if (!isType(type)) raise(E.TypeError, `__class__ must be set to a class, not '${tpName(typeOf(type))}' object`)
  const old = typeOf(o)
  const mutable = (t: Address) => hasFlag(t, flag.HEAPTYPE) && !hasFlag(t, flag.IMMUTABLETYPE)
  const modules = isSubtype(old, S.PyModule_Type) && isSubtype(type, S.PyModule_Type)
  if (!modules && !(mutable(old) && mutable(type))) {
    raise(E.TypeError, '__class__ assignment only supported for mutable types or ModuleType subclasses')
  }
  if (!sameLayout(old, type)) {
    raise(E.TypeError, `__class__ assignment: '${tpName(type)}' object layout differs from '${tpName(old)}'`)
  }
  if (hasFlag(type, flag.HEAPTYPE)) incref(type)
  writePointer(o, L.PyObject.ob_type, type)
  if (hasFlag(old, flag.HEAPTYPE)) decref(old)
  return 0
}

/** Instances of either are laid out alike: the ancestors that add fields are the same, or add the same dict, weak list and slots. */
function sameLayout(a: Address, b: Address): boolean {
  const [one, other] = [layoutOf(a), layoutOf(b)]
  return one === other || sameFieldsAdded(one, other)
}

/** The ancestor that lays out the instances. */
function layoutOf(type: Address): Address {
  const base = readPointer(type, F.tp_base)
  const fields = [F.tp_basicsize, F.tp_itemsize, F.tp_dictoffset, F.tp_weaklistoffset]
  const adds = base === NULL || fields.some((field) => readSize(type, field) !== readSize(base, field))
  return adds || hasFlag(type, flag.HAVE_GC) !== hasFlag(base, flag.HAVE_GC) ? type : layoutOf(base)
}

function sameFieldsAdded(a: Address, b: Address): boolean {
  const base = readPointer(a, F.tp_base)
  if (base === NULL || base !== readPointer(b, F.tp_base)) return false
  const slots = slotNames(a)
  if (slots.join() !== slotNames(b).join()) return false
  const same = (field: number): boolean => readSize(a, field) === readSize(b, field)
  const added = (field: number): number => (readSize(a, field) > 0 && readSize(base, field) === 0 ? 8 : 0)
  const size = readSize(base, F.tp_basicsize) + added(F.tp_dictoffset) + added(F.tp_weaklistoffset) + slots.length * 8
  return (
    same(F.tp_dictoffset) && same(F.tp_weaklistoffset) && same(F.tp_basicsize) && readSize(a, F.tp_basicsize) === size
  )
}

/** Of the fields that `__slots__` made. */
function slotNames(type: Address): string[] {
  const names: string[] = []
  if (dictGetName(readPointer(type, F.tp_dict), '__slots__') === NULL) return names
  const table = readPointer(type, F.tp_members)
  for (let at = table; at !== NULL && readPointer(at) !== NULL; at = plus(at, L.PyMemberDef.size))
    names.push(readCString(readPointer(at)))
  return names
}

/** What `dir()` lists: the names in the object's own dict and in those of its type, or of the type that it is; sorted. */
function attributeNames(o: Address): string[] {
  const mro = readPointer(isType(o) ? o : typeOf(o), L.PyTypeObject.tp_mro)
  const own = isType(o) ? NULL : instanceDict(o)
  const dicts = [own, ...itemsOf(mro).map((type) => readPointer(type, L.PyTypeObject.tp_dict))]
  const keys = dicts.flatMap((dict) => (dict === NULL ? [] : dictEntries(dict).map(([key]) => key)))
  return [...new Set(keys.filter(isStr).map(readStr))].toSorted()
}

export function describeObject(): void {
  describeType(S.PyBaseObject_Type, {
    name: 'object',
    size: L.PyObject.size,
    flags: flag.BASETYPE,
    slots: {
      tp_dealloc: freeObject,
      tp_repr: objectRepr,
      tp_hash: pointerHash,
      tp_str: (o: Address) => checked(callPointer(slotFor(o, 'tp_repr'), o)),
      tp_getattro: apiAddress('PyObject_GenericGetAttr'),
      tp_setattro: apiAddress('PyObject_GenericSetAttr'),
      tp_richcompare: objectCompare,
      tp_init: objectInit,
      tp_alloc: apiAddress('PyType_GenericAlloc'),
      tp_new: objectNew,
      tp_free: apiAddress('PyObject_Free'),
    },
    methods: {
      ...pickling,
      __format__: args(1, (self, spec) => {
        if (readStr(spec) !== '')
          raise(E.TypeError, `unsupported format string passed to ${tpName(typeOf(self))}.__format__`)
        return str(self)
      }),
      __init_subclass__: { ...args(0, newNone), kind: 'class' },
      __subclasshook__: { ...args(1, notImplemented), kind: 'class' },
      __dir__: args(0, (self) => newListOf(attributeNames(self).map(newStr))),
      __sizeof__: args(0, (self) => newInt(readPointer(typeOf(self), L.PyTypeObject.tp_basicsize))),
    },
    getset: { __class__: { get: (o) => newRef(typeOf(o)), set: setClass } },
  })
}
