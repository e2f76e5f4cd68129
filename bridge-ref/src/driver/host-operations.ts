/** Operations of the host on its objects; INTERPRETING.md section 5.1. Arguments are borrowed, results are new references. */
import * as numbers from '../api/number.ts'
import * as objects from '../api/object.ts'
import * as sequences from '../api/sequence.ts'
import { type Address, NULL } from '../memory/address.ts'
import { E, none, S } from '../memory/statics.ts'
import { call } from '../runtime/call.ts'
import { isException, isExceptionClass, raise, raiseObject } from '../runtime/errors.ts'
import { importModule } from '../runtime/imports.ts'
import { newInt } from '../runtime/int.ts'
import { nextOrStop } from '../runtime/iteration.ts'
import { getAttr, getAttrName, setAttr } from '../runtime/lookup.ts'
import { memoryViewFromObject } from '../runtime/memoryview.ts'
import { bool, EQ, isTrue, LT, nameOf, newNone, repr, richCompare, slotFor, str, typeName } from '../runtime/object.ts'
import { decref, newRef, refcount, typeOf, xdecref } from '../runtime/refcount.ts'
import { newTuple } from '../runtime/sequence.ts'
import { newStr, readStr } from '../runtime/str.ts'
import { instanceCheck } from '../runtime/types/type-type.ts'
import { newWeakRef } from '../runtime/weakref.ts'
import { operator } from './operator.ts'
import { loadFromOwnFile } from './own-file.ts'

type Operation = (...args: Address[]) => Address

const nothing = (_result: unknown): Address => newNone()

function method(name: string): Operation {
  return (o = NULL, ...rest) => {
    const fn = getAttrName(o, name)
    try {
      return call(fn, rest)
    } finally {
      decref(fn)
    }
  }
}
function construct(type: () => Address): Operation {
  return (...given) => call(type(), given)
}

export const hostOperations: Record<string, Operation> = {
  value: (o = NULL) => newRef(o),
  call: (f = NULL, ...given) => call(f, given),
  getattr: (o = NULL, name = NULL) => getAttr(o, name),
  setattr: (o = NULL, name = NULL, value = NULL) => nothing(setAttr(o, name, value)),
  delattr: (o = NULL, name = NULL) => nothing(setAttr(o, name, NULL)),
  getitem: (o = NULL, key = NULL) => objects.PyObject_GetItem(o, key),
  setitem: (o = NULL, key = NULL, value = NULL) => nothing(objects.PyObject_SetItem(o, key, value)),
  delitem: (o = NULL, key = NULL) => nothing(objects.PyObject_DelItem(o, key)),
  len: (o = NULL) => newInt(objects.PyObject_Size(o)),
  contains: (o = NULL, item = NULL) => bool(sequences.PySequence_Contains(o, item) > 0),
  iter: (o = NULL) => objects.PyObject_GetIter(o),
  next: (o = NULL) => {
    if (slotFor(o, 'tp_iternext') === NULL) raise(E.TypeError, `'${nameOf(o)}' object is not an iterator`)
    return nextOrStop(o)
  },
  list: (o = NULL) => sequences.PySequence_List(o),
  repr: (o = NULL) => repr(o),
  str: (o = NULL) => str(o),
  hash: (o = NULL) => newInt(objects.PyObject_Hash(o)),
  bool: (o = NULL) => bool(isTrue(o)),
  int: construct(() => S.PyLong_Type),
  float: construct(() => S.PyFloat_Type),
  index: (o = NULL) => numbers.PyNumber_Index(o),
  eq: (a = NULL, b = NULL) => richCompare(a, b, EQ),
  lt: (a = NULL, b = NULL) => richCompare(a, b, LT),
  add: (a = NULL, b = NULL) => numbers.PyNumber_Add(a, b),
  sub: (a = NULL, b = NULL) => numbers.PyNumber_Subtract(a, b),
  mul: (a = NULL, b = NULL) => numbers.PyNumber_Multiply(a, b),
  neg: (o = NULL) => numbers.PyNumber_Negative(o),
  operator: (symbol = NULL, ...operands) => operator(readStr(symbol), operands),
  type: (o = NULL) => newRef(typeOf(o)),
  typename: (o = NULL) => newStr(typeName(typeOf(o))),
  isinstance: (o = NULL, type = NULL) => bool(instanceCheck(o, type)),
  memoryview: (o = NULL) => memoryViewFromObject(o),
  bytes: construct(() => S.PyBytes_Type),
  tobytes: method('tobytes'),
  tolist: method('tolist'),
  cast: method('cast'),
  release: method('release'),
  subclass: (base = NULL, name = NULL, attributes = NULL) => {
    const bases = newTuple([base])
    try {
      return call(typeOf(base), [name, bases, attributes])
    } finally {
      decref(bases)
    }
  },
  raise: (o = NULL) => {
    if (isException(o)) raiseObject(typeOf(o), o)
    if (isExceptionClass(o)) raiseInstance(o)
    raise(E.TypeError, 'exceptions must derive from BaseException')
  },
  weakref: (o = NULL, callback = none()) => newWeakRef(o, callback === none() ? NULL : callback),
  load: (name = NULL) => loadFromOwnFile(readStr(name)),
  import: (name = NULL) => importModule(readStr(name)),
  // The caller's argument is one reference that is the driver's own.
  refcount: (o = NULL) => newInt(refcount(o) - 1),
}

function raiseInstance(type: Address): never {
  const instance = call(type, [])
  try {
    return raiseObject(type, instance)
  } finally {
    xdecref(instance)
  }
}
