/** Weak references, capsules, cells, host functions, tracebacks. */
import { callVoid } from '../../boundary/calls.ts'
import { type Address, NULL } from '../../memory/address.ts'
import { flag, L } from '../../memory/layouts.ts'
import { apiAddress, E, none, S, T } from '../../memory/statics.ts'
import { readCString } from '../../memory/text.ts'
import { readPointer, readSize, readU32, writePointer, writeSize } from '../../memory/views.ts'
import { freeObject, newZeroedObject, track } from '../allocation.ts'
import { args, describeType, type GetSet } from '../define.ts'
import { dictEntries, dictGetName, dictSetName } from '../dict.ts'
import { raise } from '../errors.ts'
import { type HostFunction, hostEntry, releaseHost, retainHost } from '../host-table.ts'
import { ensureInstanceDict, getAttrName } from '../lookup.ts'
import { bool, EQ, hash, isInstance, isStr, itemsOf, NE, notImplemented, richCompare } from '../object.ts'
import { decref, newRef, xdecref, xnewRef } from '../refcount.ts'
import { newStr } from '../str.ts'
import { breathe } from '../threads.ts'
import { deallocWeakRef, newWeakRef, referent } from '../weakref.ts'
import { ownerSlots } from './function-types.ts'
import { pointerHash } from './object-type.ts'

const W = L.PyWeakReference

function weakHash(ref: Address): number | bigint {
  const known = readSize(ref, W.hash)
  if (known !== -1) return known
  const o = referent(ref)
  if (o === none()) raise(E.TypeError, 'weak object has gone away')
  const value = hash(o)
  if (typeof value === 'number') writeSize(ref, W.hash, value)
  return value
}

function weakCompare(a: Address, b: Address, op: number): Address {
  if ((op !== EQ && op !== NE) || !isInstance(b, S._PyWeakref_RefType)) return notImplemented()
  const [x, y] = [referent(a), referent(b)]
  if (x === none() || y === none()) return bool((a === b) === (op === EQ))
  return richCompare(x, y, op)
}

function describeWeakRefs(): void {
  const common = { size: W.size, flags: flag.HAVE_GC | flag.BASETYPE }
  const lifetime = {
    ...ownerSlots([W.wr_callback]),
    tp_dealloc: (ref: Address) => {
      deallocWeakRef(ref)
      freeObject(ref)
    },
  }
  describeType(S._PyWeakref_RefType, {
    name: 'weakref',
    ...common,
    slots: {
      ...lifetime,
      tp_call: (ref: Address) => newRef(referent(ref)),
      tp_hash: weakHash,
      tp_richcompare: weakCompare,
      tp_new: (type: Address, given: Address) => {
        const [o = NULL, callback = NULL] = itemsOf(given)
        if (o === NULL) raise(E.TypeError, '__new__ expected at least 1 argument, got 0')
        return newWeakRef(o, callback === none() ? NULL : callback, type)
      },
      tp_init: () => 0,
    },
  })
}

/** Capsule: pointer, name, context, destructor. */
export const capsule = { size: 48, pointer: 16, name: 24, context: 32, destructor: 40 } as const

function describeCapsule(): void {
  describeType(S.PyCapsule_Type, {
    name: 'PyCapsule',
    size: capsule.size,
    slots: {
      tp_dealloc: (o: Address) => {
        const destructor = readPointer(o, capsule.destructor)
        if (destructor !== NULL) callVoid(destructor, o)
        freeObject(o)
      },
      tp_repr: (o: Address) => {
        const name = readPointer(o, capsule.name)
        const shown = name === NULL ? 'NULL' : `"${readCString(name)}"`
        return newStr(`<capsule object ${shown} at 0x${o.toString(16)}>`)
      },
    },
  })
}

function describeCell(): void {
  const ref = L.PyCellObject.ob_ref
  describeType(S.PyCell_Type, {
    name: 'cell',
    size: L.PyCellObject.size,
    flags: flag.HAVE_GC,
    slots: {
      ...ownerSlots([ref]),
      tp_clear: (o: Address) => {
        const held = readPointer(o, ref)
        writePointer(o, ref, NULL)
        if (held !== NULL) decref(held)
        return 0
      },
    },
    getset: {
      cell_contents: {
        get: (o) => xnewRef(readPointer(o, ref)) || raise(E.ValueError, 'Cell is empty'),
        set: (o, value) => {
          const held = readPointer(o, ref)
          writePointer(o, ref, xnewRef(value))
          xdecref(held)
          return 0
        },
      },
    },
  })
}

/** A callable whose code is a JavaScript function, held by the host table. */
export function newHostFunction(fn: HostFunction): Address {
  const o = newZeroedObject(T.host_function, 40)
  writeSize(o, 16, retainHost(fn))
  track(o)
  return o
}

const hostDict = 32

/** An attribute that code may replace: the dict has what it was replaced by. */
function replaceable(key: string, original: (entry: HostFunction) => Address): GetSet {
  return {
    get: (o) => {
      const dict = readPointer(o, hostDict)
      const own = dict === NULL ? NULL : dictGetName(dict, key)
      return own === NULL ? original(hostEntry(readU32(o, 16))) : newRef(own)
    },
    set: (o, value) => {
      dictSetName(ensureInstanceDict(o), key, value === NULL ? none() : value)
      return 0
    },
  }
}
const hostAttributes: Record<string, GetSet> = {
  __name__: replaceable('__name__', (entry) => newStr(entry.name ?? 'host')),
  __qualname__: replaceable('__qualname__', (entry) => newStr(entry.qualifiedName ?? entry.name ?? 'host')),
  __module__: replaceable('__module__', (entry) =>
    entry.module === undefined ? newRef(none()) : newStr(entry.module),
  ),
  __doc__: replaceable('__doc__', () => newRef(none())),
  __dict__: { get: (o) => newRef(ensureInstanceDict(o)) },
}

function describeHostFunction(): void {
  describeType(T.host_function, {
    name: 'function',
    size: 40,
    flags: flag.HAVE_GC,
    weakListOffset: 24,
    dictOffset: hostDict,
    slots: {
      ...ownerSlots([hostDict], true),
      tp_repr: (o: Address) =>
        newStr(`<function ${hostEntry(readU32(o, 16)).qualifiedName ?? 'host'} at 0x${o.toString(16)}>`),
      tp_getattro: apiAddress('PyObject_GenericGetAttr'),
      tp_setattro: apiAddress('PyObject_GenericSetAttr'),
      tp_dealloc: (o: Address) => {
        const number = readU32(o, 16)
        ownerDealloc(o)
        releaseHost(number)
      },
      tp_call: (o: Address, args: Address, kwargs: Address) => {
        breathe()
        if (kwargs !== NULL && !dictEntries(kwargs).every(([key]) => isStr(key))) {
          raise(E.TypeError, 'keywords must be strings')
        }
        return hostEntry(readU32(o, 16)).call(itemsOf(args), kwargs)
      },
      tp_descr_get: (o: Address, self: Address) => (self === NULL ? newRef(o) : bindHost(o, self)),
      tp_hash: pointerHash,
    },
    // Pickled by name, as functions are.
    methods: { __reduce__: args(0, (o) => getAttrName(o, '__qualname__')) },
    getset: hostAttributes,
  })
}
const ownerDealloc = (o: Address): void => {
  const dealloc = ownerSlots([hostDict], true).tp_dealloc
  if (typeof dealloc === 'function') dealloc(o)
}
let bindHost: (fn: Address, self: Address) => Address = (fn) => newRef(fn)
export function connectBinding(bind: typeof bindHost): void {
  bindHost = bind
}

export function describeSmallTypes(): void {
  describeWeakRefs()
  describeCapsule()
  describeCell()
  describeHostFunction()
}
