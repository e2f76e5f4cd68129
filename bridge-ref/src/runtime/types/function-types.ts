/** Types of callables and descriptors. */
import { callInt } from '../../boundary/calls.ts'
import { exportToC } from '../../boundary/guard.ts'
import { type Address, NULL } from '../../memory/address.ts'
import { flag, L } from '../../memory/layouts.ts'
import { apiAddress, E, none, S, T } from '../../memory/statics.ts'
import { readCString } from '../../memory/text.ts'
import { readPointer, writePointer } from '../../memory/views.ts'
import { freeObject, newZeroedObject, track, untrack } from '../allocation.ts'
import { call, callWithTuple, connectBuiltinCall, positionalCount, readObjects } from '../call.ts'
import { callCFunction, callMethodDef, cfunctionDef, cfunctionSelf, connectVectorcall } from '../cfunction.ts'
import { args, describeType, type GetSet, type TypeDescription } from '../define.ts'
import {
  callWrapper,
  classMethodGet,
  connectMethodWrapper,
  descriptorName,
  descriptorType,
  getSetGet,
  getSetSet,
  memberGet,
  memberSet,
  methodDefOf,
  methodGet,
  wrapperGet,
} from '../descriptors.ts'
import { dictEntries, dictGetName } from '../dict.ts'
import { newTupleOf, raise } from '../errors.ts'
import { genericGetAttr, getAttr, getAttrName, typeLookup } from '../lookup.ts'
import { sysModules } from '../modules.ts'
import {
  bool,
  EQ,
  isInstance,
  isType,
  itemsOf,
  NE,
  nameOf,
  newNone,
  notImplemented,
  qualifiedName,
  reprText,
  sizeOf,
  tpName,
} from '../object.ts'
import { decref, newRef, typeOf, xdecref } from '../refcount.ts'
import { newTuple } from '../sequence.ts'
import { newStr } from '../str.ts'
import { textSignature, withoutSignature } from '../type-ready.ts'
import { clearWeakRefs } from '../weakref.ts'
import { pointerHash } from './object-type.ts'

/** Traversal, clearing and deallocation of a struct whose references lie at fixed offsets. */
export function ownerSlots(offsets: readonly number[], weak = false): TypeDescription['slots'] {
  return {
    tp_dealloc: (o: Address) => {
      untrack(o)
      if (weak) clearWeakRefs(o)
      for (const offset of offsets) xdecref(readPointer(o, offset))
      freeObject(o)
    },
    tp_traverse: (o: Address, visit: Address, arg: number) => {
      for (const offset of offsets) {
        const held = readPointer(o, offset)
        const stop = held === NULL ? 0 : callInt(visit, held, arg)
        if (stop !== 0) return stop
      }
      return 0
    },
    tp_free: apiAddress('PyObject_GC_Del'),
  }
}

/** All arguments of a tp_call as a vector with keyword names (a tuple to be released, or NULL). */
function vectorOf(args: Address, kwargs: Address): { all: Address[]; names: Address } {
  const entries = kwargs === NULL ? [] : dictEntries(kwargs)
  const names = entries.length === 0 ? NULL : newTuple(entries.map(([key]) => key))
  return { all: [...itemsOf(args), ...entries.map(([, value]) => value)], names }
}

function callFunction(callable: Address, all: readonly Address[], names: Address): Address {
  const withClass = typeOf(callable) === S.PyCMethod_Type
  return callMethodDef({
    def: cfunctionDef(callable),
    self: cfunctionSelf(callable),
    definingClass: withClass ? readPointer(callable, L.PyCMethodObject.mm_class) : NULL,
    args: all,
    names,
  })
}

function callFunctionTuple(callable: Address, args: Address, kwargs: Address): Address {
  const { all, names } = vectorOf(args, kwargs)
  try {
    return callFunction(callable, all, names)
  } finally {
    xdecref(names)
  }
}

function vectorcall(callable: Address, at: Address, nargsf: number, names: Address): Address {
  const count = positionalCount(nargsf) + (names === NULL ? 0 : sizeOf(names))
  return callFunction(callable, readObjects(at, count), names)
}

/** An unbound method called with its instance first. */
function callMethodDescriptor(descriptor: Address, args: Address, kwargs: Address): Address {
  const { all, names } = vectorOf(args, kwargs)
  const [self = NULL, ...rest] = all
  try {
    if (sizeOf(args) === 0)
      raise(
        E.TypeError,
        `unbound method ${tpName(descriptorType(descriptor))}.${descriptorName(descriptor)}() needs an argument`,
      )
    const isClass = typeOf(descriptor) === S.PyClassMethodDescr_Type
    if (!isClass && !isInstance(self, descriptorType(descriptor))) {
      raise(
        E.TypeError,
        `descriptor '${descriptorName(descriptor)}' for '${tpName(descriptorType(descriptor))}' objects doesn't apply to a '${nameOf(self)}' object`,
      )
    }
    return callMethodDef({
      def: methodDefOf(descriptor),
      self,
      definingClass: descriptorType(descriptor),
      args: rest,
      names,
    })
  } finally {
    xdecref(names)
  }
}

const nameGetSet: Record<string, GetSet> = {
  __name__: { get: (o) => newStr(descriptorName(o)) },
  __objclass__: { get: (o) => newRef(descriptorType(o)) },
  __qualname__: { get: (o) => newStr(`${qualifiedName(descriptorType(o))}.${descriptorName(o)}`) },
  __doc__: { get: (o) => docOf(readPointer(methodDefOf(o), docOffset(o)), descriptorName(o)) },
}

const signatureGetSet: Record<string, GetSet> = {
  ...nameGetSet,
  __text_signature__: { get: (o) => signatureOf(readPointer(methodDefOf(o), docOffset(o)), descriptorName(o)) },
}

function docOffset(o: Address): number {
  const type = typeOf(o)
  if (type === S.PyMemberDescr_Type) return L.PyMemberDef.doc
  if (type === S.PyWrapperDescr_Type) return L.PyWrapperBase.doc
  return type === S.PyGetSetDescr_Type ? L.PyGetSetDef.doc : L.PyMethodDef.ml_doc
}
function docOf(text: Address, name: string): Address {
  return text === NULL ? newNone() : newStr(withoutSignature(name, readCString(text)))
}

function signatureOf(text: Address, name: string): Address {
  const signature = text === NULL ? undefined : textSignature(name, readCString(text))
  return signature === undefined ? newNone() : newStr(signature)
}

const gc = flag.HAVE_GC
const descriptorOwner = [L.PyDescrObject.d_type, L.PyDescrObject.d_name, L.PyDescrObject.d_qualname]

function describeFunctions(): void {
  const C = L.PyCFunctionObject
  const shared: TypeDescription['slots'] = {
    ...ownerSlots([C.m_self, C.m_module, L.PyCMethodObject.mm_class], true),
    tp_call: callFunctionTuple,
    tp_repr: functionRepr,
    tp_hash: (o: Address) => pointerHash(readPointer(o, C.m_self)) * 31 + pointerHash(readPointer(o, C.m_ml)),
    tp_richcompare: (a: Address, b: Address, op: number) => {
      if ((op !== EQ && op !== NE) || typeOf(a) !== typeOf(b)) return notImplemented()
      const same = readPointer(a, C.m_self) === readPointer(b, C.m_self) && cfunctionDef(a) === cfunctionDef(b)
      return bool(same === (op === EQ))
    },
  }
  const getset: Record<string, GetSet> = {
    __name__: { get: (o) => newStr(functionName(o)) },
    __qualname__: { get: (o) => newStr(functionQualifiedName(o)) },
    __self__: { get: (o) => newRef(cfunctionSelf(o) || none()) },
    __module__: { get: (o) => newRef(readPointer(o, C.m_module) || none()) },
    __doc__: { get: (o) => docOf(readPointer(cfunctionDef(o), L.PyMethodDef.ml_doc), functionName(o)) },
    __text_signature__: {
      get: (o) => signatureOf(readPointer(cfunctionDef(o), L.PyMethodDef.ml_doc), functionName(o)),
    },
  }
  const common = {
    size: L.PyCMethodObject.size,
    weakListOffset: C.m_weakreflist,
    vectorcallOffset: C.vectorcall,
    flags: gc | flag.HAVE_VECTORCALL,
    slots: shared,
    methods: { __reduce__: args(0, reduceFunction) },
    getset,
  }
  describeType(S.PyCFunction_Type, { name: 'builtin_function_or_method', ...common })
  describeType(S.PyCMethod_Type, { name: 'builtin_method', ...common, base: S.PyCFunction_Type })
  connectBuiltinCall(callCFunction)
  connectVectorcall(exportToC({ name: 'cfunction_vectorcall', signature: 'pppup', sentinel: 0, run: vectorcall }))
}

/** A method says whose it is; the functions of a module say nothing more. */
function functionRepr(o: Address): Address {
  const self = cfunctionSelf(o)
  if (self === NULL || isInstance(self, S.PyModule_Type)) return newStr(`<built-in function ${functionName(o)}>`)
  return newStr(`<built-in method ${functionName(o)} of ${nameOf(self)} object at 0x${self.toString(16)}>`)
}

/** How it is pickled: by its name in its module, or as an attribute of the object that it is bound to. */
function reduceFunction(o: Address): Address {
  const self = cfunctionSelf(o)
  const name = newStr(functionName(o))
  if (self === NULL || isInstance(self, S.PyModule_Type)) return name
  const builtins = dictGetName(sysModules(), 'builtins')
  const what = newTuple([self, name])
  decref(name)
  return newTupleOf([getAttrName(builtins, 'getattr'), what])
}

function functionName(o: Address): string {
  return readCString(readPointer(cfunctionDef(o), L.PyMethodDef.ml_name))
}

/** With the type of the object that it is a method of; a module is none. */
function functionQualifiedName(o: Address): string {
  const self = cfunctionSelf(o)
  if (self === NULL || isInstance(self, S.PyModule_Type)) return functionName(o)
  return `${qualifiedName(isType(self) ? self : typeOf(self))}.${functionName(o)}`
}

function describeDescriptors(): void {
  const base = { size: L.PyWrapperDescrObject.size, flags: gc }
  const describe = (type: Address, name: string, slots: TypeDescription['slots'], getset = nameGetSet) =>
    describeType(type, {
      ...base,
      name,
      getset,
      slots: { ...ownerSlots(descriptorOwner), tp_repr: descriptorRepr, ...slots },
    })
  const call = callMethodDescriptor
  describe(S.PyMethodDescr_Type, 'method_descriptor', { tp_call: call, tp_descr_get: methodGet }, signatureGetSet)
  describe(
    S.PyClassMethodDescr_Type,
    'classmethod_descriptor',
    { tp_call: call, tp_descr_get: classMethodGet },
    signatureGetSet,
  )
  describe(S.PyMemberDescr_Type, 'member_descriptor', { tp_descr_get: memberGet, tp_descr_set: memberSet })
  describe(S.PyGetSetDescr_Type, 'getset_descriptor', { tp_descr_get: getSetGet, tp_descr_set: getSetSet })
  describe(S.PyWrapperDescr_Type, 'wrapper_descriptor', {
    tp_descr_get: wrapperGet,
    tp_call: (descriptor: Address, args: Address, kwargs: Address) => {
      const [self, ...rest] = itemsOf(args)
      if (self === undefined) raise(E.TypeError, `descriptor '${descriptorName(descriptor)}' needs an argument`)
      const tuple = newTuple(rest)
      try {
        return callWrapper(descriptor, self, tuple, kwargs)
      } finally {
        decref(tuple)
      }
    },
  })
  describeType(T.method_wrapper, {
    name: 'method-wrapper',
    size: 32,
    flags: gc,
    slots: {
      ...ownerSlots([16, 24]),
      tp_call: (o: Address, args: Address, kwargs: Address) =>
        callWrapper(readPointer(o, 16), readPointer(o, 24), args, kwargs),
    },
    getset: {
      __self__: { get: (o) => newRef(readPointer(o, 24)) },
      __name__: { get: (o) => newStr(descriptorName(readPointer(o, 16))) },
    },
  })
  connectMethodWrapper(T.method_wrapper)
}

function descriptorRepr(o: Address): Address {
  const kind = tpName(typeOf(o)).replace('_descriptor', '').replace('wrapper', 'slot wrapper')
  return newStr(`<${kind} '${descriptorName(o)}' of '${tpName(descriptorType(o))}' objects>`)
}

/** staticmethod, classmethod, bound methods, instancemethod. */
function describeMethods(): void {
  const M = L.PyMethodObject
  const newWrapper = (type: Address, args: Address): Address => {
    const [callable] = itemsOf(args)
    if (callable === undefined || sizeOf(args) !== 1)
      raise(E.TypeError, `${tpName(type)} expected 1 argument, got ${sizeOf(args)}`)
    return newCallableWrapper(type, callable)
  }
  const wrapper = (type: Address, name: string, get: (o: Address, self: Address, owner: Address) => Address) =>
    describeType(type, {
      name,
      size: 32,
      flags: gc | flag.BASETYPE,
      slots: {
        ...ownerSlots([16]),
        tp_descr_get: get,
        tp_new: newWrapper,
        ...(type === S.PyInstanceMethod_Type && { tp_getattro: attributeOfFunction, tp_call: callWrapped }),
      },
      getset: { __func__: { get: (o) => newRef(readPointer(o, 16)) } },
    })
  wrapper(S.PyStaticMethod_Type, 'staticmethod', (o) => newRef(readPointer(o, 16)))
  wrapper(S.PyClassMethod_Type, 'classmethod', (o, self, owner) =>
    newMethod(readPointer(o, 16), owner === NULL ? typeOf(self) : owner),
  )
  wrapper(S.PyInstanceMethod_Type, 'instancemethod', (o, self) =>
    self === NULL ? newRef(readPointer(o, 16)) : newMethod(readPointer(o, 16), self),
  )
  describeType(S.PyMethod_Type, {
    name: 'method',
    size: M.size,
    flags: gc,
    weakListOffset: M.im_weakreflist,
    slots: {
      ...ownerSlots([M.im_func, M.im_self], true),
      tp_call: (o: Address, args: Address, kwargs: Address) =>
        call(readPointer(o, M.im_func), [readPointer(o, M.im_self), ...itemsOf(args)], kwargs),
      tp_getattro: attributeOfFunction,
      tp_repr: (o: Address) => newStr(`<bound method ${reprText(readPointer(o, M.im_func))}>`),
      tp_richcompare: (a: Address, b: Address, op: number) => {
        if ((op !== EQ && op !== NE) || typeOf(b) !== S.PyMethod_Type) return notImplemented()
        const same =
          readPointer(a, M.im_func) === readPointer(b, M.im_func) &&
          readPointer(a, M.im_self) === readPointer(b, M.im_self)
        return bool(same === (op === EQ))
      },
      tp_hash: (o: Address) => pointerHash(readPointer(o, M.im_self)) * 31 + pointerHash(readPointer(o, M.im_func)),
    },
    getset: {
      __func__: { get: (o) => newRef(readPointer(o, M.im_func)) },
      __self__: { get: (o) => newRef(readPointer(o, M.im_self)) },
    },
  })
}

/** What a method does not know itself its function is asked for. */
function attributeOfFunction(o: Address, key: Address): Address {
  if (typeLookup(typeOf(o), key) !== NULL) return genericGetAttr(o, key)
  return getAttr(readPointer(o, L.PyMethodObject.im_func), key)
}

function callWrapped(o: Address, args: Address, kwargs: Address): Address {
  return callWithTuple(readPointer(o, 16), args, kwargs)
}

export function newCallableWrapper(type: Address, callable: Address): Address {
  const o = newZeroedObject(type, 32)
  writePointer(o, 16, newRef(callable))
  track(o)
  return o
}

/** A bound method. */
export function newMethod(fn: Address, self: Address): Address {
  const M = L.PyMethodObject
  const o = newZeroedObject(S.PyMethod_Type, M.size)
  writePointer(o, M.im_func, newRef(fn))
  writePointer(o, M.im_self, newRef(self))
  track(o)
  return o
}

export function describeCallables(): void {
  describeFunctions()
  describeDescriptors()
  describeMethods()
}
