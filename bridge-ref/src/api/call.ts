import { type Address, NULL } from '../memory/address.ts'
import { L } from '../memory/layouts.ts'
import { E, S } from '../memory/statics.ts'
import { readI32, readPointer } from '../memory/views.ts'
import {
  call,
  callVector,
  callVectorWith,
  callWithTuple,
  keywordDict,
  positionalCount,
  readObjects,
  vectorcallField,
  vectorcallOf,
} from '../runtime/call.ts'
import { cfunctionDef, cfunctionSelf, hasDefiningClass, newCFunction } from '../runtime/cfunction.ts'
import { newGetSetDescriptor, newMemberDescriptor, newMethodDescriptor } from '../runtime/descriptors.ts'
import { isSubtype, raise } from '../runtime/errors.ts'
import { getAttr } from '../runtime/lookup.ts'
import { isDict, isTuple, itemsOf, nameOf, sizeOf } from '../runtime/object.ts'
import { decref, typeOf, xdecref } from '../runtime/refcount.ts'
import { newCallableWrapper, newMethod } from '../runtime/types/function-types.ts'
import { badInternalCall } from './list.ts'
import { nullError } from './number.ts'

export function PyObject_Call(callable: Address, args: Address, kwargs: Address): Address {
  return callWithTuple(callable, args, kwargs)
}
export function PyObject_CallNoArgs(callable: Address): Address {
  return callable === NULL ? nullError() : call(callable, [])
}
export function PyObject_CallOneArg(callable: Address, arg: Address): Address {
  return call(callable, [arg])
}
export function PyObject_CallObject(callable: Address, args: Address): Address {
  return PyEval_CallObjectWithKeywords(callable, args, NULL)
}
export function PyEval_CallObjectWithKeywords(callable: Address, args: Address, kwargs: Address): Address {
  if (args !== NULL && !isTuple(args)) raise(E.TypeError, 'argument list must be a tuple')
  if (kwargs !== NULL && !isDict(kwargs)) raise(E.TypeError, 'keyword list must be a dictionary')
  return args === NULL ? call(callable, [], kwargs) : callWithTuple(callable, args, kwargs)
}
export function PyVectorcall_Function(callable: Address): Address {
  return vectorcallOf(callable)
}
export function PyVectorcall_Call(callable: Address, args: Address, kwargs: Address): Address {
  const fn = vectorcallField(callable)
  if (fn === NULL) raise(E.TypeError, `'${nameOf(callable)}' object does not support vectorcall`)
  return callVector(callable, fn, itemsOf(args), kwargs)
}
export function PyObject_Vectorcall(callable: Address, at: Address, nargsf: number, names: Address): Address {
  const positional = positionalCount(nargsf)
  const all = readObjects(at, positional + (names === NULL ? 0 : sizeOf(names)))
  const fn = vectorcallOf(callable)
  if (fn !== NULL) return callVectorWith(callable, fn, all, names)
  const kwargs = keywordDict(names, all.slice(positional))
  try {
    return call(callable, all.slice(0, positional), kwargs)
  } finally {
    xdecref(kwargs)
  }
}
export function PyObject_VectorcallDict(callable: Address, at: Address, nargsf: number, kwargs: Address): Address {
  return call(callable, readObjects(at, positionalCount(nargsf)), kwargs)
}
export function PyObject_VectorcallMethod(name: Address, at: Address, nargsf: number, names: Address): Address {
  const [self = NULL, ...rest] = readObjects(at, positionalCount(nargsf) + (names === NULL ? 0 : sizeOf(names)))
  const method = getAttr(self, name)
  const positional = positionalCount(nargsf) - 1
  const kwargs = keywordDict(names, rest.slice(positional))
  try {
    return call(method, rest.slice(0, positional), kwargs)
  } finally {
    decref(method)
    xdecref(kwargs)
  }
}
/** What the C part of the shim calls for PyObject_CallFunction and its relatives: steals nothing. */
export function PyCFunction_Call(callable: Address, args: Address, kwargs: Address): Address {
  return callWithTuple(callable, args, kwargs)
}
export function PyCFunction_New(def: Address, self: Address): Address {
  return newCFunction(def, self, NULL)
}
export function PyCFunction_NewEx(def: Address, self: Address, module: Address): Address {
  return newCFunction(def, self, module)
}
export function PyCMethod_New(def: Address, self: Address, module: Address, type: Address): Address {
  if (type !== NULL && !hasDefiningClass(def)) {
    raise(E.SystemError, 'attempting to create PyCFunction with class but no METH_METHOD flag')
  }
  return newCFunction(def, self, module, type)
}
function needCFunction(o: Address): Address {
  return isSubtype(typeOf(o), S.PyCFunction_Type) ? o : badInternalCall()
}
export function PyCFunction_GetFunction(o: Address): Address {
  return readPointer(cfunctionDef(needCFunction(o)), L.PyMethodDef.ml_meth)
}
export function PyCFunction_GetSelf(o: Address): Address {
  return cfunctionSelf(needCFunction(o))
}
export function PyCFunction_GetFlags(o: Address): number {
  return readI32(cfunctionDef(needCFunction(o)), L.PyMethodDef.ml_flags)
}
function needMethod(o: Address): Address {
  return typeOf(o) === S.PyMethod_Type ? o : badInternalCall()
}
export function PyMethod_New(fn: Address, self: Address): Address {
  return self === NULL ? badInternalCall() : newMethod(fn, self)
}
export function PyMethod_Function(o: Address): Address {
  return readPointer(needMethod(o), L.PyMethodObject.im_func)
}
export function PyMethod_Self(o: Address): Address {
  return readPointer(needMethod(o), L.PyMethodObject.im_self)
}
export function PyInstanceMethod_New(fn: Address): Address {
  return newCallableWrapper(S.PyInstanceMethod_Type, fn)
}
/** Borrowed. */
export function PyInstanceMethod_Function(o: Address): Address {
  return typeOf(o) === S.PyInstanceMethod_Type ? readPointer(o, wrappedAt) : badInternalCall()
}
const wrappedAt = 16
export function PyStaticMethod_New(fn: Address): Address {
  return newCallableWrapper(S.PyStaticMethod_Type, fn)
}
export function PyClassMethod_New(fn: Address): Address {
  return newCallableWrapper(S.PyClassMethod_Type, fn)
}
export function PyDescr_NewMethod(type: Address, def: Address): Address {
  return newMethodDescriptor(type, def)
}
export function PyDescr_NewGetSet(type: Address, def: Address): Address {
  return newGetSetDescriptor(type, def)
}
export function PyDescr_NewMember(type: Address, def: Address): Address {
  return newMemberDescriptor(type, def)
}
