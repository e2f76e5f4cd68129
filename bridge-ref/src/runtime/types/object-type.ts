/** `object`. */

import { callPointer } from '../../boundary/calls.ts'
import { type Address, NULL } from '../../memory/address.ts'
import { flag, L } from '../../memory/layouts.ts'
import { apiAddress, E, S } from '../../memory/statics.ts'
import { readPointer } from '../../memory/views.ts'
import { freeObject, hasFlag } from '../allocation.ts'
import { args, describeType } from '../define.ts'
import { dictEntries } from '../dict.ts'
import { raise } from '../errors.ts'
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
  notImplemented,
  slotFor,
  str,
  tpName,
  typeName,
} from '../object.ts'
import { decref, newRef, typeOf } from '../refcount.ts'
import { newListOf } from '../sequence.ts'
import { newStr, readStr } from '../str.ts'

/** Where an object is, as `id` and default hashes use it. */
export function pointerHash(o: Address): number {
  return Math.floor(o / 16)
}

function moduleOfType(type: Address): string {
  const full = tpName(type)
  const dot = full.lastIndexOf('.')
  if (hasFlag(type, flag.HEAPTYPE)) return ''
  return dot < 0 ? 'builtins' : full.slice(0, dot)
}

function objectRepr(o: Address): Address {
  const type = typeOf(o)
  const module = moduleOfType(type)
  const name = module === '' || module === 'builtins' ? typeName(type) : `${module}.${typeName(type)}`
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
  raise(E.TypeError, `__class__ assignment of '${tpName(typeOf(o))}' object is not supported by this bridge`)
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
      __format__: args(1, (self, spec) => {
        if (readStr(spec) !== '')
          raise(E.TypeError, `unsupported format string passed to ${tpName(typeOf(self))}.__format__`)
        return str(self)
      }),
      __dir__: args(0, (self) => newListOf(attributeNames(self).map(newStr))),
      __sizeof__: args(0, (self) => newInt(readPointer(typeOf(self), L.PyTypeObject.tp_basicsize))),
    },
    getset: { __class__: { get: (o) => newRef(typeOf(o)), set: setClass } },
  })
}
